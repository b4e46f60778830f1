#!/usr/bin/env bash
# Trains an old encoder and three new ones on LFW, and compares ways to go on with the old gallery: docs/results/compatibility.md.
#   bench/run-compatibility.sh LFW OUT     LFW: the folder with images/, peopleDevTrain.txt and peopleDevTest.txt
# Encoders that are in OUT already are not trained again.
set -euo pipefail
if [ $# -ne 2 ]; then
  sed -n 3p "$0" >&2
  exit 2
fi
lfw=$1 out=$2
home=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
(cd "$home" && mvn -B -q -DskipTests -pl bench -am package >&2)
mkdir -p "$out"

# Three people of ten for the old encoder, the others for the new ones.
part() { awk "NR > 1 && $1 { lines[++count] = \$0 } END { print count; for (i = 1; i <= count; i++) print lines[i] }" "$lfw/peopleDevTrain.txt"; }
part '(NR - 2) % 10 < 3' >"$out/old-people.txt"
part '(NR - 2) % 10 >= 3' >"$out/new-people.txt"

train() {
  local run=$out/$1 people=$2
  shift 2
  [ -e "$run/encoder.onnx" ] || "$home/likeness" train --data "$lfw/images" --people "$out/$people-people.txt" \
    --recipe "$home/recipes/lfw-from-scratch.yaml" --set run.evaluateEvery=500 --out "$run" "$@"
}
train old old --set network.inputSize=32 --set data.heldBackIdentities=70 --set run.steps=1000
new=(--set data.heldBackIdentities=150 --set run.steps=2000)
compatible=(--compatible-with "$out/old/encoder.onnx")
train new new "${new[@]}"
train harmonic new "${new[@]}" "${compatible[@]}" --set compatibility.kind=harmonic-triplets
train bct new "${new[@]}" "${compatible[@]}" --set compatibility.kind=backward-compatible

"${JAVA_HOME:+$JAVA_HOME/bin/}java" -Xmx4g -cp "$home/bench/target/classes:$(cat "$home/bench/target/class-path.txt")" \
  org.likeness.bench.CompatibilityTable "$lfw/images" "$lfw/peopleDevTest.txt" "$out/new-people.txt" \
  "$out/old/encoder.onnx" "$out/new/encoder.onnx" "$out/harmonic/encoder.onnx" "$out/bct/encoder.onnx"
