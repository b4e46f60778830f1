#!/usr/bin/env bash
# Kills small trainings at random moments, resumes them, and compares them with one that was left alone: bench/README.md.
#   bench/run-kills.sh [KILLS] [-- OPTIONS]      30 by default; options are those of likeness train, such as --set seed=2
set -euo pipefail
cd "$(dirname "$0")/.."

kills=30
if [ $# -gt 0 ] && [ "$1" != -- ]; then
  kills=$1
  shift
fi
[ $# -eq 0 ] || shift # the --

./likeness --version >&2 # builds, if need be, what is then killed
mvn -B -q -DskipTests -pl bench -am package >&2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
./likeness data synth --out "$folder/people" --people 60 --pictures 6 --size 32 --seed 1 >/dev/null

settings=(network.inputSize=32 network.embeddingSize=32 data.heldBackIdentities=10 data.heldBackPairs=100
  sampling.identities=8 sampling.picturesPerIdentity=3 sampling.singles=0
  run.steps=60 run.evaluateEvery=10 run.checkpointEvery=3 run.logEvery=1)
command=("$PWD/likeness" train --data "$folder/people")
for setting in "${settings[@]}"; do command+=(--set "$setting"); done

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
status=0
"$java" -cp "bench/target/classes:$(cat bench/target/class-path.txt)" org.likeness.bench.KilledRuns \
  "$folder/runs" "$kills" "${command[@]}" "$@" || status=$?
[ "$status" -eq 0 ] || trap - EXIT
[ "$status" -eq 0 ] || echo "the runs and their logs are in $folder" >&2
exit "$status"
