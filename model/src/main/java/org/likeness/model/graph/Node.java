package org.likeness.model.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An operator of a graph.
 *
 * @param name       for messages; may be empty
 * @param domain     the operator's domain; empty for ONNX's own
 * @param operator   such as {@code Conv}
 * @param inputs     names of values; empty for an omitted optional input
 * @param outputs    names of values, each produced by no other node
 * @param attributes by name
 */
public record Node(
        String name,
        String domain,
        String operator,
        List<String> inputs,
        List<String> outputs,
        Map<String, Attribute> attributes) {
    public Node {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        attributes = Map.copyOf(attributes);
    }

    /** The name of an input, empty where it is left out. */
    public String input(int index) {
        return index < inputs.size() ? inputs.get(index) : "";
    }

    /** Whether the node gives a tensor that it holds itself. */
    public boolean isConstant() {
        return operator.equals("Constant") && domain.isEmpty();
    }

    /** The tensor that a constant holds, in whichever of its forms; nothing for other nodes, and for a text. */
    public Optional<TensorData> constant() {
        if (!isConstant() || attributes.size() != 1) {
            return Optional.empty();
        }
        Attribute value = attributes.values().iterator().next();
        if (value instanceof Attribute.Tensor tensor) {
            return Optional.of(tensor.value());
        } else if (value instanceof Attribute.Float number) {
            return Optional.of(new TensorData.Floats(new long[0], new float[] {number.value()}));
        } else if (value instanceof Attribute.Int number) {
            return Optional.of(new TensorData.Longs(new long[0], new long[] {number.value()}));
        } else if (value instanceof Attribute.Ints numbers) {
            long[] values = numbers.values().stream().mapToLong(Long::longValue).toArray();
            return Optional.of(new TensorData.Longs(new long[] {values.length}, values));
        } else if (value instanceof Attribute.Floats numbers) {
            float[] values = new float[numbers.values().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = numbers.values().get(i);
            }
            return Optional.of(new TensorData.Floats(new long[] {values.length}, values));
        }
        return Optional.empty();
    }

    /** The node's name for messages: that of its first output where it has none. */
    public String label() {
        return name.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : name;
    }

    /** A whole number among the attributes, or the fallback where it is left out. */
    public long integer(String attribute, long fallback) {
        return attributes.get(attribute) instanceof Attribute.Int number ? number.value() : fallback;
    }

    /** Whole numbers among the attributes; none where they are left out. */
    public long[] integers(String attribute) {
        return attributes.get(attribute) instanceof Attribute.Ints numbers
                ? numbers.values().stream().mapToLong(Long::longValue).toArray()
                : new long[0];
    }

    /** A text among the attributes, or the fallback where it is left out. */
    public String text(String attribute, String fallback) {
        return attributes.get(attribute) instanceof Attribute.Text text ? text.value() : fallback;
    }

    /** The same node with other inputs. */
    public Node withInputs(List<String> names) {
        return new Node(name, domain, operator, names, outputs, attributes);
    }

    /**
     * The nodes from which a way leads to a value.
     *
     * @param nodes in topological order, which is kept
     */
    public static List<Node> leadingTo(String value, List<Node> nodes) {
        Set<String> needed = new HashSet<>(Set.of(value));
        List<Node> kept = new ArrayList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (node.outputs().stream().anyMatch(needed::contains)) {
                kept.add(node);
                needed.addAll(node.inputs());
            }
        }
        Collections.reverse(kept);
        return kept;
    }
}
