#!/usr/bin/env bash
# Runs a standalone Spark cluster on this machine, for tests: a master and workers of one core each, every one a program of its own, as are
# their executors. Spark and what it needs are in CLASSPATH. Prints the master's address when all workers have joined; ends them when it is
# ended, or its standard input is closed.
#
# Usage: CLASSPATH=... standalone-cluster.sh FOLDER WORKERS [HOME], where FOLDER is made, and removed at the end, and HOME is that of Spark;
# without one, executors are given their class path by spark.executor.extraClassPath
set -euo pipefail
folder=$1 workers=$2 home=${3:-$1/home}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$folder" "$home/jars"
export SPARK_HOME=$home SPARK_SCALA_VERSION=2.13 SPARK_LOCAL_DIRS=$folder/local
children=()
trap 'kill -9 "${children[@]}" 2>/dev/null || true; rm -rf "$folder"' EXIT

"$java" -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC org.apache.spark.deploy.master.Master --host 127.0.0.1 --port 0 --webui-port 0 >"$folder/master.log" 2>&1 &
children+=($!)
address=
for _ in $(seq 300); do
  address=$(grep -o 'spark://127\.0\.0\.1:[0-9]*' "$folder/master.log" | head -1) && break
  sleep 0.2
done
[ -n "$address" ] || { tail -n 20 "$folder/master.log" >&2; exit 1; }
for worker in $(seq "$workers"); do
  "$java" -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --port 0 --webui-port 0 --cores 1 --memory 2g \
    --work-dir "$folder/work-$worker" "$address" >"$folder/worker-$worker.log" 2>&1 &
  children+=($!)
done
for worker in $(seq "$workers"); do
  for _ in $(seq 300); do
    grep -q 'Successfully registered with master' "$folder/worker-$worker.log" && break
    sleep 0.2
  done
done
echo "$address"
cat >/dev/null
