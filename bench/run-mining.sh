#!/usr/bin/env bash
# Distances, mining, loss and gradient of Likeness and of PyTorch in Python, in turn: bench/README.md.
#   bench/run-mining.sh [RUNS]      three of each by default
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-3}
python=${PYTHON:-/usr/bin/python3}
results=bench/target/mining.jsonl
objectives=("semi-hard hinge" "random hinge" "hard hinge" "batch-hard hinge" "distance-weighted hinge" "all hinge" "all soft")
growth=("8 100" "16 60" "32 30" "64 15" "128 5" "256 2" "512 1") # people with 32 pictures each, and how often
most_of_the_peer=64                                              # people: beyond, it takes minutes

"$python" -c 'import torch' || { echo "$python has no torch: apt-get install python3-torch libopenblas0-openmp, or set PYTHON" >&2; exit 2; }
mvn -B -q -DskipTests -pl bench -am package >&2
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
batch=$(mktemp)
trap 'rm -f "$batch"' EXIT
store() { "$java" -cp "$class_path" org.likeness.bench.MiningBenchmark "$1" "$2" --store "$batch"; }
# shellcheck disable=SC2086 # an objective is two words
ours() { "$java" -Xmx1g -cp "$class_path" org.likeness.bench.MiningBenchmark "$1" "$2" $3 "$OMP_NUM_THREADS" "$4" | tee -a "$results" >&2; }
# shellcheck disable=SC2086
theirs() { "$python" bench/src/main/python/triplet_objective.py "$batch" "$1" $2 "${@:3}" | tee -a "$results" >&2; }

: >"$results"
store 45 40
for ((run = 1; run <= runs; run++)); do
  for objective in "${objectives[@]}"; do
    ours 45 40 "$objective" 15
    theirs 40 "$objective" 2
  done
  theirs 40 "semi-hard hinge" 1 masked
done
for layout in "${growth[@]}"; do
  read -r identities times <<<"$layout"
  store "$identities" 32
  ours "$identities" 32 "semi-hard hinge" "$times"
  if [ "$identities" -le "$most_of_the_peer" ]; then
    theirs 32 "semi-hard hinge" 1
  fi
done
"$python" bench/src/main/python/mining_report.py "$results" bench/target/mining-growth.svg
