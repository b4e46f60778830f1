package org.likeness.model.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.likeness.core.LikenessException;

/** Validates the attributes of nodes, each by itself: ranges, the number of values, and windows. */
final class AttributeCheck {
    /** Whole numbers among the attributes, of whichever operator has one of that name. */
    private static final Map<String, NodeLimits.Range> ATTRIBUTES = Map.ofEntries(
            Map.entry("strides", NodeLimits.WINDOW),
            Map.entry("dilations", NodeLimits.WINDOW),
            Map.entry("kernel_shape", NodeLimits.WINDOW),
            Map.entry("output_padding", new NodeLimits.Range(0, NodeLimits.LARGEST_WINDOW)),
            Map.entry("output_shape", NodeLimits.SIDE),
            Map.entry("group", NodeLimits.SIDE),
            Map.entry("num_groups", NodeLimits.SIDE),
            Map.entry("size", NodeLimits.WINDOW), // of LRN
            Map.entry("blocksize", NodeLimits.WINDOW),
            Map.entry("p", new NodeLimits.Range(1, NodeLimits.LARGEST_WINDOW)),
            Map.entry("num_outputs", NodeLimits.WINDOW),
            Map.entry("output_height", NodeLimits.WINDOW),
            Map.entry("output_width", NodeLimits.WINDOW),
            Map.entry("sampling_ratio", new NodeLimits.Range(0, NodeLimits.LARGEST_WINDOW)),
            Map.entry("split", new NodeLimits.Range(0, NodeLimits.MOST_ELEMENTS)),
            Map.entry("batch_dims", new NodeLimits.Range(0, NodeLimits.MOST_AXES)),
            Map.entry("axis", NodeLimits.AXIS),
            Map.entry("axes", NodeLimits.AXIS),
            Map.entry("perm", new NodeLimits.Range(0, NodeLimits.MOST_AXES - 1)),
            Map.entry("ceil_mode", NodeLimits.FLAG),
            Map.entry("storage_order", NodeLimits.FLAG),
            Map.entry("count_include_pad", NodeLimits.FLAG),
            Map.entry("keepdims", NodeLimits.FLAG),
            Map.entry("transA", NodeLimits.FLAG),
            Map.entry("transB", NodeLimits.FLAG),
            Map.entry("training_mode", NodeLimits.FLAG),
            Map.entry("allowzero", NodeLimits.FLAG),
            Map.entry("center_point_box", NodeLimits.FLAG));

    private static final Set<String> POOLS = Set.of("MaxPool", "AveragePool", "LpPool");
    private final String file;

    AttributeCheck(String file) {
        this.file = file;
    }

    /** @throws LikenessException if an attribute of the node is at fault */
    void require(Node node) {
        node.attributes().forEach((name, attribute) -> {
            NodeLimits.Range bounds = name.equals("pads") ? pads(node) : ATTRIBUTES.get(name);
            if (bounds != null && attribute instanceof Attribute.Int number) {
                NodeLimits.require(file, node, name, new long[] {number.value()}, bounds);
            } else if (bounds != null && attribute instanceof Attribute.Ints numbers) {
                NodeLimits.require(
                        file,
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
            throw NodeLimits.refused(
                    file,
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
        NodeLimits.requireScales(file, node, scales);
    }

    /** Margins of windows are added; those of the operator that pads may also cut off. */
    private static NodeLimits.Range pads(Node node) {
        return node.operator().equals("Pad") ? NodeLimits.MARGIN : new NodeLimits.Range(0, NodeLimits.LARGEST_WINDOW);
    }

    /**
     * One setting an axis of the kernel, margins at both ends of it, and none wider than the kernel of a pooling, which would see nothing.
     *
     * @param kernel rows and columns; at least one
     * @throws LikenessException if the settings of the node do not fit it
     */
    void requireWindow(Node node, long[] kernel) {
        if (kernel.length < 1 || kernel.length > 3) {
            throw NodeLimits.refused(
                    file,
                    node,
                    String.format(Locale.ROOT, "its kernel has %d axes: 1 to 3 are supported", kernel.length));
        }
        for (String name : List.of("strides", "dilations", "output_padding", "output_shape")) {
            requireCount(node, name, kernel.length);
        }
        requireCount(node, "pads", 2 * kernel.length);
        long[] pads = node.integers("pads");
        for (int i = 0; i < pads.length && POOLS.contains(node.operator()); i++) {
            if (pads[i] >= kernel[i % kernel.length]) {
                throw NodeLimits.refused(
                        file,
                        node,
                        String.format(
                                Locale.ROOT,
                                "pads are %s: less than the kernel %s is expected",
                                NodeLimits.brief(pads),
                                NodeLimits.brief(kernel)));
            }
        }
    }

    private void requireCount(Node node, String name, int count) {
        int found = node.integers(name).length;
        if (found > 0 && found != count) {
            throw NodeLimits.refused(
                    file, node, String.format(Locale.ROOT, "%s has %d values: %d are expected", name, found, count));
        }
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
