#!/usr/bin/env bash
# Measures the graph beside Lucene's HNSW, hnswlib and usearch, on the same clustered embeddings: docs/results/search.md has the figures.
#   bench/run-graph.sh [FACES [NUMBERS [DECAY]]]     JAVA_HOMES: installations of Java to compare, separated by colons; the first one also
#                                                    runs Lucene. npm fetches hnswlib-node and usearch, which need a C++ compiler.
set -euo pipefail
cd "$(dirname "$0")/.."

faces=${1:-1000000} numbers=${2:-128} decay=${3:-0}
mvn -B -q -DskipTests -pl bench -am package >&2
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
folder=bench/target/graph
IFS=: read -ra homes <<<"${JAVA_HOMES:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}}"
peers=lucene
for home in "${homes[@]}"; do
  "$home/bin/java" -Xmx6g --add-modules jdk.incubator.vector -cp "$class_path" org.likeness.bench.GraphBenchmark \
    "$faces" "$numbers" "$decay" "$folder" "$peers" 2> >(grep -v 'incubator modules' >&2)
  peers=
done
if command -v npm >/dev/null; then
  mkdir -p "$folder/npm"
  npm install --silent --prefix "$folder/npm" hnswlib-node@3.0.0 usearch@2.25.3 >&2
  NODE_PATH=$folder/npm/node_modules node bench/src/main/javascript/peers.js "$folder" "$numbers"
fi
rm -rf "$folder"
