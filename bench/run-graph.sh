#!/usr/bin/env bash
# Measures the graph beside Lucene's HNSW, hnswlib and usearch, on the same clustered embeddings: docs/results/search.md has the figures.
#   bench/run-graph.sh [FACES [NUMBERS [DECAY|EMBEDDINGS.csv]]]     JAVA_HOMES: installations of Java to compare, separated by colons; the
#                                                    first one also builds the graph and runs Lucene. npm fetches hnswlib-node and usearch,
#                                                    which need a C++ compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

faces=${1:-1000000} numbers=${2:-128} drawn=${3:-0}
mvn -B -q -DskipTests -pl bench -am package >&2
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
folder=bench/target/graph
IFS=: read -ra homes <<<"${JAVA_HOMES:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}}"
measure() { # JAVA_HOME WHAT [OPTION...]
  local home=$1 what=$2
  shift 2
  "$home/bin/java" -Xmx6g "$@" -cp "$class_path" org.likeness.bench.GraphBenchmark "$faces" "$numbers" "$drawn" "$folder" "$what" \
    2> >(grep -v 'incubator modules' >&2)
}
measure "${homes[0]}" build --add-modules jdk.incubator.vector
for home in "${homes[@]}"; do
  measure "$home" open --add-modules jdk.incubator.vector
  measure "$home" open
done
measure "${homes[0]}" lucene --add-modules jdk.incubator.vector
if [[ -f $folder/faces.f32 ]] && command -v npm >/dev/null; then
  mkdir -p "$folder/npm"
  npm install --silent --prefix "$folder/npm" hnswlib-node@3.0.0 usearch@2.25.3 >&2
  NODE_PATH=$folder/npm/node_modules node bench/src/main/javascript/peers.js "$folder" "$numbers"
fi
rm -rf "$folder"
