package org.likeness.model.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.likeness.core.LikenessException;

/**
 * Validates the attributes of nodes before an engine executes them: engines divide by a stride of 0, or allocate all memory. Attributes
 * must be in range, groups must divide channels, indices must be in bounds, and the size of values is limited.
 */
final class NodeCheck {
    private static final long LARGEST_WINDOW =
            1024; // strides, kernels, margins: pictures have at most 1024 pixels a side
    private static final long LARGEST_SIDE = 65_536;
    private static final long MOST_AXES = 8;
    private static final long MOST_ELEMENTS = 1L << 29; // of a value for one picture; 2 GiB of float32
    private static final double LARGEST_SCALE = 64;

    /** A side that an input leaves open: the longest of the pictures that a detector is given. */
    private static final long USUAL_SIDE = 640;

    private record Bounds(long least, long most) {
        boolean contain(long value) {
            return value >= least && value <= most;
        }
    }

    private static final Bounds WINDOW = new Bounds(1, LARGEST_WINDOW);
    private static final Bounds AXIS = new Bounds(-MOST_AXES, MOST_AXES - 1);
    private static final Bounds FLAG = new Bounds(0, 1);
    private static final Bounds SIDE = new Bounds(1, LARGEST_SIDE);
    private static final Bounds MARGIN = new Bounds(-LARGEST_SIDE, LARGEST_SIDE);

    /** Whole numbers among the attributes, of whichever operator has one of that name. */
    private static final Map<String, Bounds> ATTRIBUTES = Map.ofEntries(
            Map.entry("strides", WINDOW),
            Map.entry("dilations", WINDOW),
            Map.entry("kernel_shape", WINDOW),
            Map.entry("output_padding", new Bounds(0, LARGEST_WINDOW)),
            Map.entry("output_shape", SIDE),
            Map.entry("group", SIDE),
            Map.entry("num_groups", SIDE),
            Map.entry("size", WINDOW), // of LRN
            Map.entry("blocksize", WINDOW),
            Map.entry("p", new Bounds(1, LARGEST_WINDOW)),
            Map.entry("num_outputs", WINDOW),
            Map.entry("output_height", WINDOW),
            Map.entry("output_width", WINDOW),
            Map.entry("sampling_ratio", new Bounds(0, LARGEST_WINDOW)),
            Map.entry("split", new Bounds(0, MOST_ELEMENTS)),
            Map.entry("batch_dims", new Bounds(0, MOST_AXES)),
            Map.entry("axis", AXIS),
            Map.entry("axes", AXIS),
            Map.entry("perm", new Bounds(0, MOST_AXES - 1)),
            Map.entry("ceil_mode", FLAG),
            Map.entry("storage_order", FLAG),
            Map.entry("count_include_pad", FLAG),
            Map.entry("keepdims", FLAG),
            Map.entry("transA", FLAG),
            Map.entry("transB", FLAG),
            Map.entry("training_mode", FLAG),
            Map.entry("allowzero", FLAG),
            Map.entry("center_point_box", FLAG));

    private static final Set<String> POOLS = Set.of("MaxPool", "AveragePool", "LpPool");
    private static final Set<String> CONVOLUTIONS = Set.of("Conv", "ConvInteger", "QLinearConv", "ConvTranspose");

    private final String file;
    private final OnnxGraph graph;

    NodeCheck(String file, OnnxGraph graph) {
        this.file = file;
        this.graph = graph;
    }

    /** @throws LikenessException naming the first node that is at fault */
    void require() {
        graph.nodes().forEach(this::requireAttributes);
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

    private void requireAttributes(Node node) {
        node.attributes().forEach((name, attribute) -> {
            Bounds bounds = name.equals("pads") ? pads(node) : ATTRIBUTES.get(name);
            if (bounds != null && attribute instanceof Attribute.Int number) {
                require(node, name, new long[] {number.value()}, bounds);
            } else if (bounds != null && attribute instanceof Attribute.Ints numbers) {
                require(
                        node,
                        name,
                        numbers.values().stream().mapToLong(Long::longValue).toArray(),
                        bounds);
            }
        });
        if (POOLS.contains(node.operator())) {
            requireWindow(node, node.integers("kernel_shape"));
        }
        long[] order = node.integers("perm");
        if (LongStream.of(order).distinct().count() < order.length
                || LongStream.of(order).anyMatch(axis -> axis >= order.length)) {
            throw refused(
                    node,
                    String.format(
                            Locale.ROOT,
                            "perm is %s: an order of 0 to %d is expected",
                            Arrays.toString(order),
                            order.length - 1));
        }
        float[] scales = node.attributes().get("scales") instanceof Attribute.Floats floats
                ? array(floats.values())
                : new float[0];
        requireScales(node, scales);
    }

    /** Margins of windows are added; those of the operator that pads may also cut off. */
    private static Bounds pads(Node node) {
        return node.operator().equals("Pad") ? MARGIN : new Bounds(0, LARGEST_WINDOW);
    }

    private void require(Node node, String what, long[] values, Bounds bounds) {
        for (long value : values) {
            if (!bounds.contain(value)) {
                throw refused(
                        node,
                        String.format(
                                Locale.ROOT,
                                "%s = %s: %d to %d is supported",
                                what,
                                values.length == 1 ? Long.toString(value) : brief(values),
                                bounds.least(),
                                bounds.most()));
            }
        }
    }

    /**
     * One setting an axis of the kernel, margins at both ends of it, and none wider than the kernel of a pooling, which would see nothing.
     *
     * @param kernel rows and columns; at least one
     */
    private void requireWindow(Node node, long[] kernel) {
        if (kernel.length < 1 || kernel.length > 3) {
            throw refused(
                    node, String.format(Locale.ROOT, "its kernel has %d axes: 1 to 3 are supported", kernel.length));
        }
        for (String name : List.of("strides", "dilations", "output_padding", "output_shape")) {
            requireCount(node, name, kernel.length);
        }
        requireCount(node, "pads", 2 * kernel.length);
        long[] pads = node.integers("pads");
        for (int i = 0; i < pads.length && POOLS.contains(node.operator()); i++) {
            if (pads[i] >= kernel[i % kernel.length]) {
                throw refused(
                        node,
                        String.format(
                                Locale.ROOT,
                                "pads are %s: less than the kernel %s is expected",
                                brief(pads),
                                brief(kernel)));
            }
        }
    }

    private void requireCount(Node node, String name, int count) {
        int found = node.integers(name).length;
        if (found > 0 && found != count) {
            throw refused(node, String.format(Locale.ROOT, "%s has %d values: %d are expected", name, found, count));
        }
    }

    private void requireScales(Node node, float[] scales) {
        for (float scale : scales) {
            if (!(scale > 0 && scale <= LARGEST_SCALE)) {
                throw refused(
                        node,
                        String.format(
                                Locale.ROOT,
                                "scales are %s: above 0 and up to %.0f is supported",
                                Arrays.toString(scales),
                                LARGEST_SCALE));
            }
        }
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
                        requireScales(node, floats.values());
                    }
                }
                requireNumbers(node, trace, 3, "sizes", SIDE);
            }
            case "Tile" -> requireNumbers(node, trace, 1, "repeats", new Bounds(0, LARGEST_SIDE));
            case "Pad" -> requireNumbers(node, trace, 1, "pads", MARGIN);
            case "ConstantOfShape" -> requireNumbers(node, trace, 0, "the shape", new Bounds(0, MOST_ELEMENTS));
            case "Expand" -> requireNumbers(node, trace, 1, "the shape", new Bounds(0, MOST_ELEMENTS));
            case "Reshape" -> requireNumbers(node, trace, 1, "the shape", new Bounds(-1, MOST_ELEMENTS));
            case "Split" -> requireNumbers(node, trace, 1, "split", new Bounds(0, MOST_ELEMENTS));
            case "TopK" -> requireNumbers(node, trace, 1, "k", new Bounds(0, MOST_ELEMENTS));
            case "OneHot" -> requireNumbers(node, trace, 1, "depth", SIDE);
            case "Range" -> {
                for (int i = 0; i < 3; i++) {
                    requireNumbers(node, trace, i, "a bound or step", new Bounds(-MOST_ELEMENTS, MOST_ELEMENTS));
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
                requireWindow(node, node.integers("kernel_shape"));
            }
            return;
        }
        if (weights.length < 3 || Arrays.stream(weights).anyMatch(size -> size == 0)) {
            throw refused(
                    node,
                    String.format(
                            Locale.ROOT,
                            "its weights have the shape %s: [outputs, inputs, rows, columns] is expected",
                            brief(weights)));
        }
        long[] kernel = Arrays.copyOfRange(weights, 2, weights.length);
        long[] stated = node.integers("kernel_shape");
        requireWindow(node, kernel);
        require(
                node,
                "the kernel",
                Arrays.stream(kernel).filter(size -> size > 0).toArray(),
                WINDOW);
        if (stated.length > 0 && Arrays.stream(kernel).allMatch(size -> size > 0) && !Arrays.equals(stated, kernel)) {
            throw refused(
                    node,
                    String.format(
                            Locale.ROOT, "kernel_shape is %s, its weights have %s", brief(stated), brief(kernel)));
        }
        long group = node.integer("group", 1);
        if (weights[0] > 0 && weights[0] % group != 0) {
            throw refused(
                    node, String.format(Locale.ROOT, "group is %d: it must divide %d channels", group, weights[0]));
        }
        long[] map = trace.shape(node.input(0)).orElse(new long[0]);
        boolean transposed = node.operator().equals("ConvTranspose");
        long due = transposed ? weights[0] : weights[1] < 0 ? -1 : weights[1] * group;
        if (map.length > 1 && (map.length != weights.length || (map[1] >= 0 && due >= 0 && map[1] != due))) {
            throw refused(
                    node,
                    String.format(
                            Locale.ROOT,
                            "its input is %s, but its weights of shape %s in %d groups require %d channels",
                            brief(map),
                            brief(weights),
                            group,
                            due));
        }
    }

    private void requireNumbers(Node node, ShapeTrace trace, int input, String what, Bounds bounds) {
        if (trace.constant(node.input(input)).orElse(null) instanceof TensorData.Longs stated) {
            require(node, what, stated.values(), bounds);
        }
    }

    private void requireSteps(Node node, ShapeTrace trace) {
        if (trace.constant(node.input(4)).orElse(null) instanceof TensorData.Longs steps
                && Arrays.stream(steps.values()).anyMatch(step -> step == 0)) {
            throw refused(node, String.format(Locale.ROOT, "steps are %s: none may be 0", brief(steps.values())));
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
                    throw refused(
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
                throw refused(node, String.format(Locale.ROOT, "axis %d of a value with %d axes", axis, data.length));
            }
        }
        if (node.integers("perm").length > 0 && node.integers("perm").length != data.length) {
            throw refused(
                    node,
                    String.format(
                            Locale.ROOT,
                            "perm is %s for a value with %d axes",
                            brief(node.integers("perm")),
                            data.length));
        }
    }

    private void requireBounded(Node node, ShapeTrace trace) {
        for (String output : node.outputs()) {
            long[] shape = trace.shape(output).orElse(new long[0]);
            long elements = 1;
            for (long size : shape) {
                elements = Math.min(MOST_ELEMENTS + 1, elements * Math.max(1, Math.min(size, MOST_ELEMENTS + 1)));
            }
            if (elements > MOST_ELEMENTS) {
                throw refused(
                        node,
                        String.format(
                                Locale.ROOT,
                                "its output has shape %s for one picture: up to %,d numbers are supported",
                                brief(shape),
                                MOST_ELEMENTS));
            }
        }
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static String brief(long[] values) {
        return values.length <= MOST_AXES
                ? Arrays.toString(values)
                : String.format(Locale.ROOT, "[%d values]", values.length);
    }

    private LikenessException refused(Node node, String reason) {
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: node \"%s\" (%s): %s", file, node.label(), node.operator(), reason));
    }
}
