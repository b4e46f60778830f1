package org.likeness.model.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Converts half-precision inputs and outputs of a graph to single precision: a Cast is inserted between each of them and the nodes. The
 * result is unchanged.
 */
final class HalfPrecisionEdges {
    private static final long SINGLE = 1; // ONNX's number of float32

    private final List<Node> nodes;
    private final Set<String> taken = new HashSet<>();

    /**
     * @param nodes  of the graph, in any order
     * @param stored names of the stored tensors
     */
    HalfPrecisionEdges(List<Node> nodes, Set<String> stored) {
        this.nodes = new ArrayList<>(nodes);
        taken.addAll(stored);
        nodes.forEach(node -> {
            taken.addAll(node.inputs());
            taken.addAll(node.outputs());
        });
    }

    /** Puts a Cast behind an input. */
    void widenInput(String input) {
        String half = renamed(input);
        nodes.add(cast(input, half, ElementType.FLOAT16.number()));
    }

    /** Puts a Cast before an output. */
    void widenOutput(String output) {
        String half = renamed(output);
        nodes.add(cast(half, output, SINGLE));
    }

    /** The nodes, in no particular order. */
    List<Node> nodes() {
        return nodes;
    }

    private String renamed(String name) {
        String half = name + ".float16";
        while (!taken.add(half)) {
            half += "'";
        }
        String other = half;
        nodes.replaceAll(node -> new Node(
                node.name(),
                node.domain(),
                node.operator(),
                node.inputs().stream()
                        .map(value -> value.equals(name) ? other : value)
                        .toList(),
                node.outputs().stream()
                        .map(value -> value.equals(name) ? other : value)
                        .toList(),
                node.attributes()));
        return half;
    }

    private static Node cast(String from, String to, long type) {
        return new Node(to, "", "Cast", List.of(from), List.of(to), Map.of("to", new Attribute.Int(type)));
    }
}
