#!/usr/bin/env bash
# Identifying in a gallery of many people over HTTP, beside the networks alone: docs/results/service.md has the figures.
#   bench/run-identification.sh ENCODER DETECTOR PHOTOGRAPHS [PEOPLE [COUNT]]     PHOTOGRAPHS: a folder with JPEG files
set -euo pipefail
cd "$(dirname "$0")/.."

encoder=$1 detector=$2 photographs=$3 people=${4:-100000} count=${5:-1200}
mvn -B -q -DskipTests -pl bench -am package >&2
folder=bench/target/identification
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
rm -rf "$folder"
mkdir -p "$folder"
first=$(find "$photographs" -name '*.jpg' -print -quit)
./likeness enroll "$encoder" --gallery "$folder/many.db" --detector "$detector" --faces center somebody "$first" > "$folder/enroll.log"
dimension=$(./likeness models inspect "$encoder" --json | grep -o '"embeddingSize" *: *[0-9]*' | grep -o '[0-9]*$')
java -cp "$class_path" org.likeness.bench.FilledGallery "$folder/many.db" "$people" "$dimension"
./likeness serve "$encoder" --gallery "$folder/many.db" --detector "$detector" --port 0 --state "$folder/state" \
  2> "$folder/service.log" &
service=$!
trap 'kill $service 2> /dev/null || true' EXIT
until address=$(grep -o 'http://[^;]*' "$folder/service.log"); do sleep 0.1; done
until curl -sf "$address/v1/ready" > /dev/null; do sleep 0.1; done
java -cp "$class_path" org.likeness.bench.ServedIdentification "$address" $service "$encoder" "$detector" "$photographs" "$count"
