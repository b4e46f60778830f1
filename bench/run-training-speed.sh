#!/usr/bin/env bash
# Training steps of Likeness and of PyTorch in Python, in turn: bench/README.md.
#   bench/run-training-speed.sh [RUNS]      ten of each by default
set -euo pipefail
cd "$(dirname "$0")/.."

runs=${1:-10}
python=${PYTHON:-/usr/bin/python3}
results=bench/target/training-speed.jsonl
layouts=( # architecture, size, steps to warm up, steps that count
  "small-residual 64 60 60"
  "mobile-face-net 64 2 8"
  "mobile-face-net 112 2 3"
)

"$python" -c 'import torch' || { echo "$python has no torch: apt-get install python3-torch libopenblas0-openmp, or set PYTHON" >&2; exit 2; }
mvn -B -q -DskipTests -pl bench -am package >&2

# The launcher's settings, for both; beyond them, each picks its kernels by itself.
# shellcheck source=../app/src/main/shell/native-environment.sh
. app/src/main/shell/native-environment.sh
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}
unset "${!OPENBLAS_@}" "${!MKL_@}" "${!ONEDNN_@}" "${!DNNL_@}"

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
options=(-Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -XX:+UseParallelGC -XX:+IgnoreUnrecognizedVMOptions)
options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
ours() { "$java" "${options[@]}" -cp "$class_path" org.likeness.bench.TrainingStepBenchmark "$@"; }
peak() { "$java" "${options[@]}" -cp "$class_path" org.likeness.bench.MatrixProductPeak "$OMP_NUM_THREADS" | tee -a "$results" >&2; }
theirs() { "$python" bench/src/main/python/training_step.py "$@"; }

step=$(mktemp)
trap 'rm -f "$step"' EXIT
for layout in "${layouts[@]}"; do
  read -r architecture size _ <<<"$layout"
  echo "One step of $architecture at $size×$size in both:" >&2
  ours "$architecture" "$size" --store "$step"
  theirs "$architecture" "$size" --compare "$step" >&2
done

: >"$results"
peak
for layout in "${layouts[@]}"; do
  for ((run = 1; run <= runs; run++)); do
    # shellcheck disable=SC2086 # a layout is words
    ours $layout | tee -a "$results" >&2
    # shellcheck disable=SC2086
    theirs $layout | tee -a "$results" >&2
  done
done
peak
"$java" -cp "$class_path" org.likeness.bench.SpeedTable "$results"
