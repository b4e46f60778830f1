#!/usr/bin/env bash
# Steps in chunks beside plain ones: bench/README.md.
#   bench/run-gradient-caching.sh [ROUNDS]      three of a step of 1,800 by default
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-3}
mvn -B -q -DskipTests -pl bench -am package >&2

# The launcher's settings.
# shellcheck source=../app/src/main/shell/native-environment.sh
. app/src/main/shell/native-environment.sh
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-$(nproc)}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
options=(-Dorg.bytedeco.javacpp.maxPhysicalBytes=0 -XX:+UseParallelGC -XX:+IgnoreUnrecognizedVMOptions)
options+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
class_path="bench/target/classes:$(cat bench/target/class-path.txt)"
measure() { "$java" "${options[@]}" -cp "$class_path" org.likeness.bench.GradientCachingBenchmark "$@"; }

measure error small-residual 64 256 64
measure error mobile-face-net 64 256 64
measure memory mobile-face-net 112 1800 48
measure speed mobile-face-net 112 1800 48 "$rounds"
measure memory mobile-face-net 112 7200 48
