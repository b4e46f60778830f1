package org.likeness.model.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;

/**
 * Validates the attributes of nodes before an engine executes them: engines divide by a stride of 0, or allocate all memory. Attributes
 * must be in range, groups must divide channels, indices must be in bounds, and the size of values is limited.
 */
final class NodeCheck {

    /** A side that an input leaves open: the longest of the pictures that a detector is given. */
    private static final long USUAL_SIDE = 640;

    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvInteger", "QLinearConv", "ConvTranspose");

    private final String file;
    private final OnnxGraph graph;
    private final AttributeCheck attributes;

    NodeCheck(String file, OnnxGraph graph) {
        this.file = file;
        this.attributes = new AttributeCheck(file);
        this.graph = graph;
    }

    /** @throws LikenessException naming the first node that is at fault */
    void require() {
        graph.nodes().forEach(attributes::require);
        ShapeTrace trace = ShapeTrace.of(
                graph.inputs().stream().map(NodeCheck::ofOnePicture).toList(), graph.initializers(), graph.nodes());
        for (Node node : graph.nodes()) {
            requireOperands(node, trace);
            requireRank(node, trace);
            requireBounded(node, trace);
        }
    }

    private static ValueInfo ofOnePicture(ValueInfo input) {
        List<Long> shape = input.shape();
        return new ValueInfo(
                input.name(),
                IntStream.range(0, shape.size())
                        .mapToObj(axis -> shape.get(axis) > 0
                                ? shape.get(axis)
                                : axis == 0 ? 1L : axis == 1 && shape.size() == 4 ? 3L : USUAL_SIDE)
                        .toList());
    }

    private void requireOperands(Node node, ShapeTrace trace) {
        String operator = node.operator();
        if (CONVOLUTIONS.contains(operator)) {
            requireConvolution(node, trace);
        }
        switch (operator) {
            case "Resize", "Upsample" -> {
                for (int i = 1; i < Math.min(3, node.inputs().size()); i++) {
                    boolean region = i == 1 && node.inputs().size() > 2; // which part is looked at
                    if (!region && trace.constant(node.input(i)).orElse(null) instanceof TensorData.Floats floats) {
                        NodeLimits.requireScales(file, node, floats.values());
                    }
                }
                requireNumbers(node, trace, 3, "sizes", NodeLimits.SIDE);
            }
            case "Tile" -> requireNumbers(node, trace, 1, "repeats", new NodeLimits.Range(0, NodeLimits.LARGEST_SIDE));
            case "Pad" -> requireNumbers(node, trace, 1, "pads", NodeLimits.MARGIN);
            case "ConstantOfShape" ->
                requireNumbers(node, trace, 0, "the shape", new NodeLimits.Range(0, NodeLimits.MOST_ELEMENTS));
            case "Expand" ->
                requireNumbers(node, trace, 1, "the shape", new NodeLimits.Range(0, NodeLimits.MOST_ELEMENTS));
            case "Reshape" ->
                requireNumbers(node, trace, 1, "the shape", new NodeLimits.Range(-1, NodeLimits.MOST_ELEMENTS));
            case "Split" -> requireNumbers(node, trace, 1, "split", new NodeLimits.Range(0, NodeLimits.MOST_ELEMENTS));
            case "TopK" -> requireNumbers(node, trace, 1, "k", new NodeLimits.Range(0, NodeLimits.MOST_ELEMENTS));
            case "OneHot" -> requireNumbers(node, trace, 1, "depth", NodeLimits.SIDE);
            case "Range" -> {
                for (int i = 0; i < 3; i++) {
                    requireNumbers(
                            node,
                            trace,
                            i,
                            "a bound or step",
                            new NodeLimits.Range(-NodeLimits.MOST_ELEMENTS, NodeLimits.MOST_ELEMENTS));
                }
            }
            case "Slice" -> requireSteps(node, trace);
            case "Gather" -> requireIndices(node, trace);
            default -> {
                // Its operands only have to fit each other, which engines check.
            }
        }
    }

    private void requireConvolution(Node node, ShapeTrace trace) {
        long[] weights = trace.shape(node.input(node.operator().equals("QLinearConv") ? 3 : 1))
                .orElse(new long[0]);
        if (weights.length == 0) {
            if (node.attributes().containsKey("kernel_shape")) {
                attributes.requireWindow(node, node.integers("kernel_shape"));
            }
            return;
        }
        if (weights.length < 3 || Arrays.stream(weights).anyMatch(size -> size == 0)) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(
                            Locale.ROOT,
                            "its weights have the shape %s: [outputs, inputs, rows, columns] is expected",
                            NodeLimits.brief(weights)));
        }
        long[] kernel = Arrays.copyOfRange(weights, 2, weights.length);
        long[] stated = node.integers("kernel_shape");
        attributes.requireWindow(node, kernel);
        NodeLimits.require(
                file,
                node,
                "the kernel",
                Arrays.stream(kernel).filter(size -> size > 0).toArray(),
                NodeLimits.WINDOW);
        if (stated.length > 0 && Arrays.stream(kernel).allMatch(size -> size > 0) && !Arrays.equals(stated, kernel)) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(
                            Locale.ROOT,
                            "kernel_shape is %s, its weights have %s",
                            NodeLimits.brief(stated),
                            NodeLimits.brief(kernel)));
        }
        long group = node.integer("group", 1);
        if (weights[0] > 0 && weights[0] % group != 0) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(Locale.ROOT, "group is %d: it must divide %d channels", group, weights[0]));
        }
        long[] map = trace.shape(node.input(0)).orElse(new long[0]);
        boolean transposed = node.operator().equals("ConvTranspose");
        long due = transposed ? weights[0] : weights[1] < 0 ? -1 : weights[1] * group;
        if (map.length > 1 && (map.length != weights.length || (map[1] >= 0 && due >= 0 && map[1] != due))) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(
                            Locale.ROOT,
                            "its input is %s, but its weights of shape %s in %d groups require %d channels",
                            NodeLimits.brief(map),
                            NodeLimits.brief(weights),
                            group,
                            due));
        }
    }

    private void requireNumbers(Node node, ShapeTrace trace, int input, String what, NodeLimits.Range bounds) {
        if (trace.constant(node.input(input)).orElse(null) instanceof TensorData.Longs stated) {
            NodeLimits.require(file, node, what, stated.values(), bounds);
        }
    }

    private void requireSteps(Node node, ShapeTrace trace) {
        if (trace.constant(node.input(4)).orElse(null) instanceof TensorData.Longs steps
                && Arrays.stream(steps.values()).anyMatch(step -> step == 0)) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(Locale.ROOT, "steps are %s: none may be 0", NodeLimits.brief(steps.values())));
        }
    }

    private void requireIndices(Node node, ShapeTrace trace) {
        long[] data = trace.shape(node.input(0)).orElse(new long[0]);
        long axis = node.integer("axis", 0);
        long along = axis < 0 ? axis + data.length : axis;
        if (along < 0 || along >= data.length || data[(int) along] < 0) {
            return; // the axis is looked at elsewhere
        }
        long size = data[(int) along];
        if (trace.constant(node.input(1)).orElse(null) instanceof TensorData.Longs indices) {
            for (long index : indices.values()) {
                if (index < -size || index >= size) {
                    throw NodeLimits.refused(
                            file,
                            node,
                            String.format(
                                    Locale.ROOT,
                                    "index %d on axis %d is out of range: the axis has %d",
                                    index,
                                    axis,
                                    size));
                }
            }
        }
    }

    private void requireRank(Node node, ShapeTrace trace) {
        boolean adds = node.operator().equals("Unsqueeze");
        boolean between =
                node.operator().equals("Flatten"); // two axes are split before the one that is named, or after the last
        long[] data = trace.shape(node.input(0)).orElse(new long[0]);
        if (data.length == 0 || adds) {
            return;
        }
        long[] axes = node.attributes().containsKey("axes")
                ? node.integers("axes")
                : node.attributes().containsKey("axis") ? new long[] {node.integer("axis", 0)} : new long[0];
        for (long axis : axes) {
            if (axis < -data.length || axis >= data.length + (between ? 1 : 0)) {
                throw NodeLimits.refused(
                        file, node, String.format(Locale.ROOT, "axis %d of a value with %d axes", axis, data.length));
            }
        }
        if (node.integers("perm").length > 0 && node.integers("perm").length != data.length) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(
                            Locale.ROOT,
                            "perm is %s for a value with %d axes",
                            NodeLimits.brief(node.integers("perm")),
                            data.length));
        }
    }

    private void requireBounded(Node node, ShapeTrace trace) {
        for (String output : node.outputs()) {
            long[] shape = trace.shape(output).orElse(new long[0]);
            long elements = 1;
            for (long size : shape) {
                elements = Math.min(
                        NodeLimits.MOST_ELEMENTS + 1,
                        elements * Math.max(1, Math.min(size, NodeLimits.MOST_ELEMENTS + 1)));
            }
            if (elements > NodeLimits.MOST_ELEMENTS) {
                throw NodeLimits.refused(
                        file,
                        node,
                        String.format(
                                Locale.ROOT,
                                "its output has shape %s for one picture: up to %,d numbers are supported",
                                NodeLimits.brief(shape),
                                NodeLimits.MOST_ELEMENTS));
            }
        }
    }
}
