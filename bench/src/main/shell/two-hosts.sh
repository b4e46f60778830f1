#!/usr/bin/env bash
# Runs a training on two hosts with a network between them: network namespaces of this machine, joined by a link of a given rate. Each has one
# rank and one core. The rank's number and the place where the ranks meet are added to the command.
#
# Usage, as root: two-hosts.sh RATE ./likeness train ... --out RUN, where RATE is one of tc's, such as 100mbit
set -euo pipefail
rate=$1
shift
hosts=(likeness0 likeness1) addresses=(10.77.0.1 10.77.0.2)
trap 'for host in "${hosts[@]}"; do ip netns del "$host" 2>/dev/null || true; done' EXIT
for host in "${hosts[@]}"; do ip netns add "$host"; done
ip link add eth0 netns "${hosts[0]}" type veth peer name eth0 netns "${hosts[1]}"
for i in 0 1; do
  ip -n "${hosts[i]}" address add "${addresses[i]}/24" dev eth0
  ip -n "${hosts[i]}" link set lo up
  ip -n "${hosts[i]}" link set eth0 up
  ip netns exec "${hosts[i]}" tc qdisc add dev eth0 root tbf rate "$rate" burst 64kb latency 50ms
done
LIKENESS_GROUP_TOKEN=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
export LIKENESS_GROUP_TOKEN
rank() {
  exec ip netns exec "${hosts[$1]}" taskset -c "$1" "${@:2}" --processes 2 --rank "$1" --rendezvous "${addresses[0]}:29500"
}
rank 1 "$@" &
(rank 0 "$@")
wait
