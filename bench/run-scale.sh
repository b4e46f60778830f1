#!/usr/bin/env bash
# Simulates training with 1 to 256 workers: docs/scale.md has the tables.
#   bench/run-scale.sh                              all tables of the page, seconds each
#   bench/run-scale.sh PROFILE [NAME=NUMBER]...     one: two-cores, gpu-small or gpu-large, with other numbers
set -euo pipefail
cd "$(dirname "$0")/.."

mvn -B -q -DskipTests -pl bench -am package >&2
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
simulate() { "$java" -cp bench/target/classes org.likeness.bench.scale.ScaleSimulation "$@"; }

if [ $# -gt 0 ]; then
  simulate "$@"
  exit
fi
while read -r -a settings; do
  echo "## ${settings[*]}"
  simulate "${settings[@]}"
  echo
done <<'SETTINGS'
two-cores
two-cores batch=64 batch-of-each-worker=1
two-cores people=500000 softmax-share=0.02
two-cores spread=0.2
two-cores latency-microseconds=20
two-cores restart-seconds=1960 steps=555556
two-cores failure-hours=24
two-cores failure-hours=24 restart-seconds=1960
gpu-small
gpu-small storage-gigabits=1
gpu-large
gpu-large link-gigabits=100 latency-microseconds=20
SETTINGS
