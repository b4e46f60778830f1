package org.likeness.model.serving;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

/** An encoder's graph while it is being fused; the names of its input and output are kept. */
final class ServingGraph {
    /** Operators that give as many axes as they take. */
    private static final Set<String> KEEPS_AXES = Set.of("BatchNormalization", "Relu", "PRelu", "LeakyRelu", "Sigmoid");

    private final OnnxGraph original;
    private final String output;
    private final Map<String, TensorData> stored;
    private List<Node> nodes;

    ServingGraph(OnnxGraph original) {
        this.original = original;
        this.output = original.outputs().get(0).name();
        this.stored = new TreeMap<>(original.initializers());
        this.nodes = original.nodes();
    }

    /** In topological order. */
    List<Node> nodes() {
        return nodes;
    }

    /** A stored tensor of single precision; nothing if the name stands for anything else. */
    Optional<TensorData.Floats> floats(String name) {
        return stored.get(name) instanceof TensorData.Floats floats ? Optional.of(floats) : Optional.empty();
    }

    /** Stores a tensor under a name of its own, which begins as asked. */
    String store(String wanted, TensorData data) {
        Set<String> taken = new HashSet<>(stored.keySet());
        original.inputs().forEach(value -> taken.add(value.name()));
        nodes.forEach(node -> taken.addAll(node.outputs()));
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "." + i;
        }
        stored.put(name, data);
        return name;
    }

    /** Stores a tensor in place of one that is read once; where others read that too, under a name of its own. */
    String replace(String name, TensorData data) {
        if (reads(name) > 1) {
            return store(name, data);
        }
        stored.put(name, data);
        return name;
    }

    private long reads(String value) {
        return nodes.stream()
                .flatMap(node -> node.inputs().stream())
                .filter(value::equals)
                .count();
    }

    /** The node that gives a value. */
    Optional<Node> producer(String value) {
        return nodes.stream().filter(node -> node.outputs().contains(value)).findFirst();
    }

    /** The only node that reads a value, which it reads once; nothing for the output, and where there are several or none. */
    Optional<Node> onlyReader(String value) {
        return reads(value) != 1 || value.equals(output)
                ? Optional.empty()
                : nodes.stream().filter(node -> node.inputs().contains(value)).findFirst();
    }

    /** Whether a value is known to have two axes, [B, features]. */
    boolean isMatrix(String value) {
        Node node = producer(value).orElse(null);
        if (node == null || !node.domain().isEmpty()) {
            return false;
        }
        return switch (node.operator()) {
            case "Flatten", "Gemm" -> true;
            case "Reshape" -> stored.get(node.input(1)) instanceof TensorData.Longs sizes && sizes.elements() == 2;
            case "MatMul" -> isMatrix(node.input(0)) && rank(node.input(1)) == 2;
            case "Add", "Mul" ->
                isMatrix(node.input(0)) && floats(node.input(1)).isPresent() && rank(node.input(1)) <= 2;
            default -> KEEPS_AXES.contains(node.operator()) && isMatrix(node.input(0));
        };
    }

    /** Constants among the nodes become stored tensors. */
    void storeConstants() {
        for (Node node : nodes) {
            boolean isOutput = node.outputs().contains(output);
            node.constant()
                    .filter(data -> !isOutput)
                    .ifPresent(data -> stored.put(node.outputs().get(0), data));
        }
        nodes = nodes.stream()
                .filter(node ->
                        !node.isConstant() || !stored.containsKey(node.outputs().get(0)))
                .toList();
    }

    /** Whether a node returns its input: Identity, and Dropout unless it is in training mode or its mask is used. */
    boolean doesNothing(Node node) {
        if (!node.domain().isEmpty()) {
            return false;
        }
        return switch (node.operator()) {
            case "Identity" -> true;
            case "Dropout" ->
                !isTraining(node) && node.outputs().stream().skip(1).noneMatch(this::isRead);
            default -> false;
        };
    }

    private boolean isTraining(Node dropout) {
        String mode = dropout.input(2);
        return !mode.isEmpty()
                && !(stored.get(mode) instanceof TensorData.Other flag
                        && flag.type() == ElementType.BOOL
                        && flag.bytes()[0] == 0);
    }

    private boolean isRead(String value) {
        return value.equals(output) || (!value.isEmpty() && reads(value) > 0);
    }

    /** Takes out all nodes of a kind that can be, and gives how many these were. */
    int bypassAll(Predicate<Node> kind) {
        int before = nodes.size();
        List.copyOf(nodes).stream()
                .map(this::current)
                .flatMap(Optional::stream)
                .filter(kind)
                .forEach(this::bypass);
        return before - nodes.size();
    }

    /** A node as it is by now: bypassing others may have renamed what it reads. */
    private Optional<Node> current(Node node) {
        return producer(node.outputs().get(0));
    }

    /** Takes a node out that gives its first input, as {@link #remove} does. */
    boolean bypass(Node node) {
        return remove(node, node.input(0));
    }

    /**
     * Takes a node out: whoever reads its first output reads another value instead, or that value takes the output's name where
     * it is the graph's. Nothing happens, and false is given, if the graph's output would be its input or a stored tensor.
     */
    boolean remove(Node node, String value) {
        String given = node.outputs().get(0);
        if (given.equals(output) && producer(value).isEmpty()) {
            return false;
        }
        nodes = nodes.stream().filter(other -> other != node).toList();
        if (given.equals(output)) {
            rename(value, given);
        } else {
            rename(given, value);
        }
        return true;
    }

    private void rename(String from, String to) {
        UnaryOperator<String> renamed = name -> name.equals(from) ? to : name;
        nodes = nodes.stream()
                .map(node -> new Node(
                        node.name(),
                        node.domain(),
                        node.operator(),
                        node.inputs().stream().map(renamed).toList(),
                        node.outputs().stream().map(renamed).toList(),
                        node.attributes()))
                .toList();
    }

    /** Puts a node into another's place. */
    void replace(Node old, Node replacement) {
        nodes = nodes.stream().map(node -> node == old ? replacement : node).toList();
    }

    /** Lets go of all nodes and tensors from which no way leads to the output. */
    void prune() {
        nodes = List.copyOf(Node.leadingTo(output, nodes));
        Set<String> read = new HashSet<>(Set.of(output));
        nodes.forEach(node -> read.addAll(node.inputs()));
        stored.keySet().retainAll(read);
    }

    OnnxGraph build() {
        return original.withNodes(nodes).withInitializers(stored);
    }

    private int rank(String name) {
        TensorData data = stored.get(name);
        return data == null ? Integer.MAX_VALUE : data.shape().length;
    }
}
