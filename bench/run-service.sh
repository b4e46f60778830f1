#!/usr/bin/env bash
# Load on a service of this machine: docs/results/service.md has the figures.
#   bench/run-service.sh ENCODER DETECTOR PHOTOGRAPHS [SECONDS [CLIENTS [REQUESTS_A_SECOND]]]     PHOTOGRAPHS: a folder of people with JPEG files
set -euo pipefail
cd "$(dirname "$0")/.."

encoder=$1 detector=$2 photographs=$3 seconds=${4:-1800} clients=${5:-4} rate=${6:-}
mvn -B -q -DskipTests -pl bench -am package >&2
folder=bench/target/service
rm -rf "$folder"
mkdir -p "$folder"
started=$(date +%s%N)
LIKENESS_JAVA_OPTIONS=-Xmx1g ./likeness serve "$encoder" --gallery "$folder/load.db" --detector "$detector" --port 0 \
  --state "$folder/state" 2> "$folder/service.log" &
service=$!
trap 'kill $service 2> /dev/null || true' EXIT
until address=$(grep -o 'http://[^;]*' "$folder/service.log"); do sleep 0.02; done
until curl -sf "$address/v1/ready" > /dev/null; do sleep 0.02; done
echo "ready after $((($(date +%s%N) - started) / 1000000)) ms, $(awk '/VmRSS/ {print int($2 / 1024)}' /proc/$service/status) MB resident"
java -cp "bench/target/classes:$(cat bench/target/class-path.txt)" org.likeness.bench.ServiceLoad "$address" $service "$photographs" \
  "$seconds" "$clients" ${rate:+"$rate"}
echo "$(grep -c 'failed\|cannot' "$folder/service.log" || true) lines of the log tell of a fault"
