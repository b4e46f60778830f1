package org.likeness.model.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.likeness.core.LikenessException;

/** Sorts nodes topologically, staying as close to the given order as possible. */
final class NodeOrder {
    private final String file;

    NodeOrder(String file) {
        this.file = file;
    }

    List<Node> sorted(List<Node> nodes, List<ValueInfo> inputs, List<ValueInfo> outputs, Set<String> stored) {
        Set<String> given = new HashSet<>(stored);
        inputs.forEach(info -> given.add(info.name()));
        Map<String, Integer> producers = producers(nodes, given);
        int[] missing = new int[nodes.size()];
        Map<Integer, List<Integer>> consumers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String operand : new HashSet<>(nodes.get(i).inputs())) {
                if (operand.isEmpty() || given.contains(operand)) {
                    continue;
                }
                Integer producer = producers.get(operand);
                if (producer == null) {
                    throw refused(nodes.get(i), "takes \"" + operand + "\", which nothing gives");
                }
                missing[i]++;
                consumers.computeIfAbsent(producer, unused -> new ArrayList<>()).add(i);
            }
        }
        for (ValueInfo output : outputs) {
            if (!producers.containsKey(output.name())) {
                throw LikenessException.invalid(
                        String.format(Locale.ROOT, "%s: no node gives the output \"%s\"", file, output.name()));
            }
        }
        return drained(nodes, missing, consumers);
    }

    private Map<String, Integer> producers(List<Node> nodes, Set<String> given) {
        Map<String, Integer> producers = new HashMap<>();
        for (int i = 0; i < nodes.size(); i++) {
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && (given.contains(output) || producers.put(output, i) != null)) {
                    throw refused(nodes.get(i), "gives \"" + output + "\", which is given already");
                }
            }
        }
        return producers;
    }

    private List<Node> drained(List<Node> nodes, int[] missing, Map<Integer, List<Integer>> consumers) {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> order = new ArrayList<>(nodes.size());
        for (Integer next = ready.poll(); next != null; next = ready.poll()) {
            order.add(nodes.get(next));
            for (int consumer : consumers.getOrDefault(next, List.of())) {
                if (--missing[consumer] == 0) {
                    ready.add(consumer);
                }
            }
        }
        for (int i = 0; i < missing.length; i++) {
            if (missing[i] > 0) {
                throw refused(nodes.get(i), "stands in a cycle");
            }
        }
        return order;
    }

    private LikenessException refused(Node node, String reason) {
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: node \"%s\" (%s) %s", file, node.name(), node.operator(), reason));
    }
}
