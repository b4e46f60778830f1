#!/usr/bin/env bash
# Searches a million embeddings with each kernel, with and without Java's vector module: docs/results/search.md has the figures.
#   bench/run-search.sh [FACES [NUMBERS]]     JAVA_HOMES: installations of Java to compare, separated by colons
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -DskipTests -pl bench -am package >&2
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
IFS=: read -ra homes <<<"${JAVA_HOMES:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}}"
for home in "${homes[@]}"; do
  for modules in "--add-modules jdk.incubator.vector" ""; do
    # shellcheck disable=SC2086 # an option is two words, or none
    "$home/bin/java" -Xmx6g $modules -cp "$class_path" org.likeness.bench.SearchBenchmark "$@" 2> >(grep -v 'incubator modules' >&2)
  done
done
