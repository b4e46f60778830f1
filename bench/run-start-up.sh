#!/usr/bin/env bash
# Times short commands, each as a whole with its launcher: medians of processor and wall time. docs/results/start-up.md has the figures.
#   bench/run-start-up.sh ENCODER PICTURE PICTURE [RUNS]
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n 3p "$0" >&2
  exit 2
fi
home=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
encoder=$1 first=$2 second=$3 runs=${4:-15}
export LIKENESS_MODELS=$home/bench/target/no-models # models list hashes those that were downloaded
"$home/likeness" --version >/dev/null # builds, and archives classes

TIMEFORMAT='%U %S %R'
median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }
measure() {
  local times
  times=$(for ((i = 0; i < runs; i++)); do { time "$@" >/dev/null 2>&1; } 2>&1; done)
  printf '| %s | %.2f | %.2f |\n' "$name" "$(awk '{ print $1 + $2 }' <<<"$times" | median)" "$(awk '{ print $3 }' <<<"$times" | median)"
}
echo '| command | processor s | wall s |'
echo '|---|---|---|'
name='java -version' && measure "${JAVA_HOME:+$JAVA_HOME/bin/}java" -version
name='likeness --version' && measure "$home/likeness" --version
name='likeness models list' && measure "$home/likeness" models list
name='likeness verify' && measure "$home/likeness" verify "$encoder" "$first" "$second" --threshold 1
