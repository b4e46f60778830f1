package org.likeness.model.importing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** Normalizes the output of a graph to length 1, x / max(‖x‖, 1e-12), and names it {@code embedding}. (FaceNet, arXiv 1503.03832, §3.1.) */
final class UnitSphere {
    private static final String EMBEDDING = "embedding";
    private static final long AXES_ARE_INPUT_SINCE = 18; // of ReduceL2
    private static final float FLOOR = 1e-12f;

    /** Operators through which a length may pass before it divides. */
    private static final Set<String> OF_A_LENGTH = Set.of("Max", "Clip", "Expand", "Identity", "Unsqueeze", "Reshape");

    private final GraphEditor graph;
    private final Map<String, Node> producers;

    private UnitSphere(GraphEditor graph) {
        this.graph = graph;
        this.producers = graph.producers();
    }

    /** Appends what is missing, and names the output. */
    static void apply(GraphEditor graph, int embeddingSize) {
        String raw = graph.output().name();
        boolean there = new UnitSphere(graph).isReached(raw);
        if (!there) {
            append(graph);
        }
        String result = graph.output().name();
        if (!result.equals(EMBEDDING)) {
            graph.rename(EMBEDDING, graph.fresh(EMBEDDING + ".inner"));
            graph.rename(result, EMBEDDING);
        }
        graph.setOutput(new ValueInfo(EMBEDDING, List.of(-1L, (long) embeddingSize)));
        graph.changed(
                there
                        ? String.format(Locale.ROOT, "output \"%s\", already of length 1, named \"%s\"", raw, EMBEDDING)
                        : String.format(
                                Locale.ROOT, "output \"%s\" normalized to length 1, named \"%s\"", raw, EMBEDDING));
    }

    private static void append(GraphEditor graph) {
        String raw = graph.output().name();
        String length = graph.fresh("sphere.length");
        List<String> operands = new ArrayList<>(List.of(raw));
        Map<String, Attribute> attributes = Map.of("keepdims", new Attribute.Int(1));
        if (graph.opset() >= AXES_ARE_INPUT_SINCE) {
            operands.add(graph.store("sphere.axes", new TensorData.Longs(new long[] {1}, new long[] {1})));
        } else {
            attributes = Map.of("keepdims", new Attribute.Int(1), "axes", new Attribute.Ints(List.of(1L)));
        }
        graph.add("ReduceL2", operands, length, attributes);
        String floor = graph.store("sphere.floor", new TensorData.Floats(new long[0], new float[] {FLOOR}));
        String bounded = graph.fresh("sphere.bounded");
        graph.add("Max", List.of(length, floor), bounded, Map.of());
        String sphere = graph.fresh("sphere");
        graph.add("Div", List.of(raw, bounded), sphere, Map.of());
        graph.setOutput(new ValueInfo(sphere, graph.output().shape()));
    }

    /** Whether a value is one that was divided by its own length. What is not recognized is normalized twice, which does no harm. */
    private boolean isReached(String value) {
        Node last = producers.get(value);
        while (last != null && last.operator().equals("Identity")) {
            last = producers.get(last.input(0));
        }
        if (last == null || !last.domain().isEmpty()) {
            return false;
        }
        return switch (last.operator()) {
            case "LpNormalization" -> last.integer("p", 2) == 2 && isRow(last.integer("axis", -1));
            case "Div" -> isLengthOf(last.input(0), last.input(1));
            default -> false;
        };
    }

    private boolean isLengthOf(String vector, String value) {
        boolean root = false;
        boolean sum = false;
        Node node = producers.get(value);
        while (node != null) {
            String operand = node.input(0);
            switch (node.operator()) {
                case "ReduceL2" -> {
                    return isOverRow(node) && operand.equals(vector);
                }
                case "ReduceSumSquare" -> {
                    return root && isOverRow(node) && operand.equals(vector);
                }
                case "Mul" -> {
                    return root
                            && sum
                            && operand.equals(vector)
                            && node.input(1).equals(vector);
                }
                case "Pow" -> {
                    return root && sum && operand.equals(vector) && isTwo(node.input(1));
                }
                case "Sqrt" -> root = true;
                case "ReduceSum" -> sum = isOverRow(node);
                default -> {
                    if (!OF_A_LENGTH.contains(node.operator())) {
                        return false;
                    }
                }
            }
            node = producers.get(operand);
        }
        return false;
    }

    private boolean isOverRow(Node node) {
        List<Long> axes = List.of();
        if (node.attributes().get("axes") instanceof Attribute.Ints stated) {
            axes = stated.values();
        } else if (graph.stored(node.input(1)).orElse(null) instanceof TensorData.Longs stated) {
            axes = java.util.Arrays.stream(stated.values()).boxed().toList();
        }
        return axes.size() == 1 && isRow(axes.get(0));
    }

    private boolean isTwo(String value) {
        @Nullable TensorData data = graph.stored(value).orElse(null);
        return data instanceof TensorData.Floats floats && floats.values().length == 1 && floats.values()[0] == 2;
    }

    /** The second of two axes. */
    private static boolean isRow(long axis) {
        return axis == 1 || axis == -1;
    }
}
