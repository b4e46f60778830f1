#!/usr/bin/env bash
# Plants wrong labels, shared people and copies in a data set, and counts what likeness data audit finds: docs/results/audit.md.
#   bench/run-audit.sh DATA OUT SEED ENCODER [OPTIONS OF data audit …]
set -euo pipefail
if [ $# -lt 4 ]; then
  sed -n 3p "$0" >&2
  exit 2
fi
data=$1 out=$2 seed=$3 encoder=$4
shift 4
home=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd -P)
(cd "$home" && mvn -B -q -DskipTests -pl bench -am package >&2)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
class_path="$home/bench/target/classes:$(cat "$home/bench/target/class-path.txt")"
"$java" -cp "$class_path" org.likeness.bench.AuditCases "$data" "$out" "$seed"
"$home/likeness" data audit --data "$out/first" --against "$out/second" --encoder "$encoder" --out "$out/audit" "$@" >"$out/audit.txt"
"$java" -cp "$class_path" org.likeness.bench.AuditScore "$out/truth.tsv" "$out/audit/audit.json"
