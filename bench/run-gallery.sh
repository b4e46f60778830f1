#!/usr/bin/env bash
# Fills a gallery in a file and searches it: docs/results/galleries.md has the figures.
#   bench/run-gallery.sh [FACES]
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -DskipTests -pl bench -am package >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
java -Xmx2g --add-modules jdk.incubator.vector -cp "bench/target/classes:$(cat bench/target/class-path.txt)" \
  org.likeness.bench.GalleryBenchmark "$folder" "${1:-100000}" 2> >(grep -v 'incubator modules' >&2)
