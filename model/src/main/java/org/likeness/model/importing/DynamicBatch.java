package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/**
 * Makes a batch size that was fixed at export dynamic: in the input, the output, and as the first size in the shapes of reshapes. Whether
 * this was complete can only be tested by running the graph.
 */
final class DynamicBatch {
    private final GraphEditor graph;
    private final long fixed;
    private final Set<String> dependent;

    private DynamicBatch(GraphEditor graph, long fixed) {
        this.graph = graph;
        this.fixed = fixed;
        this.dependent = graph.dependent();
    }

    static void apply(GraphEditor graph) {
        long fixed = graph.input().shape().get(0);
        if (fixed < 0) {
            return;
        }
        graph.changed(String.format(
                Locale.ROOT,
                "batch of %d made dynamic at the input \"%s\"",
                fixed,
                graph.input().name()));
        DynamicBatch batch = new DynamicBatch(graph, fixed);
        graph.replace(batch::freed);
        List<Long> shape = new ArrayList<>(graph.input().shape());
        shape.set(0, -1L);
        graph.setInput(new ValueInfo(graph.input().name(), shape));
    }

    private Node freed(Node node) {
        if (!dependent.contains(node.input(0)) || !node.domain().isEmpty()) {
            return node;
        }
        return switch (node.operator()) {
            case "Reshape" -> reshape(node);
            case "Flatten" -> flatten(node);
            default -> node;
        };
    }

    private Node reshape(Node node) {
        if (!(graph.stored(node.input(1)).orElse(null) instanceof TensorData.Longs stated)
                || stated.values().length == 0
                || stated.values()[0] != fixed) {
            return node;
        }
        long[] sizes = stated.values().clone();
        boolean another = Arrays.stream(sizes).anyMatch(size -> size == -1);
        boolean zeroMeansZero = node.integer("allowzero", 0) != 0;
        if (another && zeroMeansZero) {
            return node;
        }
        // −1 is what is left over, which only one size can be; 0 is as many as before.
        sizes[0] = another ? 0 : -1;
        String shape = graph.store(node.input(1) + ".dynamic", new TensorData.Longs(stated.shape(), sizes));
        graph.changed(String.format(
                Locale.ROOT,
                "shape of Reshape \"%s\" made dynamic: %s was %s",
                node.label(),
                Arrays.toString(sizes),
                Arrays.toString(stated.values())));
        return node.withInputs(List.of(node.input(0), shape));
    }

    /** A flattening of everything is one of each picture where there is only one. */
    private Node flatten(Node node) {
        if (fixed != 1 || node.integer("axis", 1) != 0) {
            return node;
        }
        Map<String, Attribute> attributes = new HashMap<>(node.attributes());
        attributes.put("axis", new Attribute.Int(1));
        graph.changed(String.format(Locale.ROOT, "Flatten \"%s\" made to begin at axis 1, it was 0", node.label()));
        return new Node(node.name(), node.domain(), node.operator(), node.inputs(), node.outputs(), attributes);
    }
}
