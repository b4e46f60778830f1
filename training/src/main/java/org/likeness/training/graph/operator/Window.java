package org.likeness.training.graph.operator;

import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/**
 * The window parameters of a convolution or pooling over the rows and columns of a map.
 */
final class Window {
    private static final List<String> ALIGNMENTS = List.of("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER");

    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final String alignment;

    /**
     * @param strides   of rows and columns
     * @param dilations of rows and columns
     * @param pads      top, left, bottom, right; not used where {@code alignment} pads
     * @param alignment ONNX's {@code auto_pad}
     */
    Window(long[] strides, long[] dilations, long[] pads, String alignment) {
        this.strides = strides;
        this.dilations = dilations;
        this.pads = pads;
        this.alignment = alignment;
    }

    long[] strides() {
        return strides;
    }

    long[] dilations() {
        return dilations;
    }

    long[] pads() {
        return pads;
    }

    String alignment() {
        return alignment;
    }

    static Window read(NodeSettings settings) {
        String alignment = settings.oneOf("auto_pad", "NOTSET", ALIGNMENTS);
        long[] pads = lengthOf(settings, "pads", settings.integers("pads", 0, 0, 0, 0), 4);
        return new Window(
                lengthOf(settings, "strides", settings.integers("strides", 1, 1), 2),
                lengthOf(settings, "dilations", settings.integers("dilations", 1, 1), 2),
                alignment.equals("NOTSET") ? pads : new long[4],
                alignment);
    }

    /** The kernel's rows and columns as a pooling states them. */
    static long[] kernel(NodeSettings settings) {
        return lengthOf(settings, "kernel_shape", settings.integers("kernel_shape"), 2);
    }

    /** The margins for a map of this size: top, left, bottom, right. */
    long[] pads(Tensor map, long[] kernel) {
        if (!alignment.startsWith("SAME")) {
            return pads;
        }
        long[] margins = new long[4];
        for (int axis = 0; axis < 2; axis++) {
            long size = map.size(axis + 2L);
            long outputs = (size + strides[axis] - 1) / strides[axis];
            long total = Math.max(0, (outputs - 1) * strides[axis] + dilations[axis] * (kernel[axis] - 1) + 1 - size);
            margins[axis] = alignment.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            margins[axis + 2] = total - margins[axis];
        }
        return margins;
    }

    static boolean symmetric(long[] pads) {
        return pads[0] == pads[2] && pads[1] == pads[3];
    }

    private static long[] lengthOf(NodeSettings settings, String name, long[] values, int length) {
        if (values.length != length) {
            throw settings.refuse(String.format(
                    Locale.ROOT,
                    "attribute %s has %d values; only maps of rows and columns are supported, with %d",
                    name,
                    values.length,
                    length));
        }
        for (long value : values) {
            if (value < 0 || (value == 0 && length == 2)) {
                throw settings.refuse(String.format(Locale.ROOT, "attribute %s has the value %d", name, value));
            }
        }
        return values;
    }
}
