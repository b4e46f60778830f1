package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** A graph being edited: one input, one output, nodes in topological order, and a list of the changes. */
final class GraphEditor {
    private final OnnxGraph original;
    private final List<String> changes = new ArrayList<>();
    private List<Node> nodes;
    private final Map<String, TensorData> stored;
    private ValueInfo input;
    private ValueInfo output;

    /**
     * @param input  the one that is fed
     * @param output the value that is the embedding; its shape empty where it is not known
     */
    GraphEditor(OnnxGraph original, ValueInfo input, ValueInfo output) {
        this.original = original;
        this.nodes = new ArrayList<>(original.nodes());
        this.stored = new TreeMap<>(original.initializers());
        this.input = input;
        this.output = output;
    }

    List<Node> nodes() {
        return nodes;
    }

    ValueInfo input() {
        return input;
    }

    ValueInfo output() {
        return output;
    }

    long opset() {
        return original.opsets().getOrDefault("", 0L);
    }

    void setInput(ValueInfo value) {
        input = value;
    }

    void setOutput(ValueInfo value) {
        output = value;
    }

    void changed(String line) {
        changes.add(line);
    }

    List<String> changes() {
        return changes;
    }

    Optional<TensorData> stored(String name) {
        return Optional.ofNullable(stored.get(name));
    }

    Map<String, TensorData> stored() {
        return stored;
    }

    /** Stores a tensor under a name of its own, which begins as asked. */
    String store(String wanted, TensorData data) {
        String name = fresh(wanted);
        stored.put(name, data);
        return name;
    }

    void replace(UnaryOperator<Node> change) {
        nodes = new ArrayList<>(nodes.stream().map(change).toList());
    }

    void remove(Collection<Node> others) {
        nodes.removeAll(new HashSet<>(others));
    }

    void addFirst(Node node) {
        nodes.add(0, node);
    }

    /** Adds a node of ONNX's own domain at the end. */
    void add(String operator, List<String> inputs, String result, Map<String, Attribute> attributes) {
        nodes.add(new Node(result, "", operator, inputs, List.of(result), attributes));
    }

    /** The node that gives each value. */
    Map<String, Node> producers() {
        Map<String, Node> producers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(value -> producers.put(value, node)));
        return producers;
    }

    /** How often each value is read by nodes. */
    Map<String, Integer> reads() {
        Map<String, Integer> reads = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(value -> reads.merge(value, 1, Integer::sum)));
        return reads;
    }

    /** A name that nothing in the graph has. */
    String fresh(String wanted) {
        Set<String> taken = new HashSet<>(stored.keySet());
        taken.add(input.name());
        nodes.forEach(node -> {
            taken.addAll(node.inputs());
            taken.addAll(node.outputs());
        });
        String name = wanted;
        for (int i = 2; taken.contains(name); i++) {
            name = wanted + "." + i;
        }
        return name;
    }

    /** Gives a value, whatever it is, another name. */
    void rename(String from, String to) {
        replace(node -> new Node(
                node.name(),
                node.domain(),
                node.operator(),
                renamed(node.inputs(), from, to),
                renamed(node.outputs(), from, to),
                node.attributes()));
        TensorData data = stored.remove(from);
        if (data != null) {
            stored.put(to, data);
        }
        if (input.name().equals(from)) {
            input = new ValueInfo(to, input.shape());
        }
        if (output.name().equals(from)) {
            output = new ValueInfo(to, output.shape());
        }
    }

    /** Lets go of all nodes and tensors from which no way leads to the output. */
    void prune() {
        List<Node> kept = Node.leadingTo(output.name(), nodes);
        int gone = nodes.size() - kept.size();
        if (gone > 0) {
            changed(String.format(Locale.ROOT, "%d nodes removed, on which the embedding does not depend", gone));
        }
        nodes = kept;
        Set<String> read = new HashSet<>(reads().keySet());
        read.add(output.name());
        stored.keySet().retainAll(read);
    }

    /** The values that depend on the pictures. */
    Set<String> dependent() {
        Set<String> dependent = new HashSet<>(Set.of(input.name()));
        for (Node node : nodes) {
            if (node.inputs().stream().anyMatch(dependent::contains)) {
                dependent.addAll(node.outputs());
            }
        }
        return dependent;
    }

    OnnxGraph build() {
        return new OnnxGraph(
                original.name(),
                original.opsets(),
                List.of(input),
                List.of(output),
                nodes,
                new LinkedHashMap<>(stored),
                original.metadata());
    }

    private static List<String> renamed(List<String> names, String from, String to) {
        return names.stream().map(name -> name.equals(from) ? to : name).toList();
    }
}
