package org.likeness.model.graph;

import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.LikenessException;

/** The ranges of numbers that nodes may have, and the refusal of a node. */
final class NodeLimits {
    /** Of strides, kernels, margins: pictures have at most 1024 pixels a side. */
    static final long LARGEST_WINDOW = 1024;

    static final long LARGEST_SIDE = 65_536;
    static final long MOST_AXES = 8;

    /** Of a value for one picture; 2 GiB of float32. */
    static final long MOST_ELEMENTS = 1L << 29;

    static final double LARGEST_SCALE = 64;

    static final Range WINDOW = new Range(1, LARGEST_WINDOW);
    static final Range AXIS = new Range(-MOST_AXES, MOST_AXES - 1);
    static final Range FLAG = new Range(0, 1);
    static final Range SIDE = new Range(1, LARGEST_SIDE);
    static final Range MARGIN = new Range(-LARGEST_SIDE, LARGEST_SIDE);

    private NodeLimits() {}

    /** Whole numbers from the least to the most, both included. */
    record Range(long least, long most) {
        boolean contains(long value) {
            return value >= least && value <= most;
        }
    }

    /** @throws LikenessException if a number is out of range */
    static void require(String file, Node node, String what, long[] values, Range range) {
        for (long value : values) {
            if (!range.contains(value)) {
                throw refused(
                        file,
                        node,
                        String.format(
                                Locale.ROOT,
                                "%s = %s: %d to %d is supported",
                                what,
                                values.length == 1 ? Long.toString(value) : brief(values),
                                range.least(),
                                range.most()));
            }
        }
    }

    /** @throws LikenessException if a factor is not positive, or too large */
    static void requireScales(String file, Node node, float[] scales) {
        for (float scale : scales) {
            if (!(scale > 0 && scale <= LARGEST_SCALE)) {
                throw refused(
                        file,
                        node,
                        String.format(
                                Locale.ROOT,
                                "scales are %s: above 0 and up to %.0f is supported",
                                Arrays.toString(scales),
                                LARGEST_SCALE));
            }
        }
    }

    static String brief(long[] values) {
        return values.length <= MOST_AXES
                ? Arrays.toString(values)
                : String.format(Locale.ROOT, "[%d values]", values.length);
    }

    static LikenessException refused(String file, Node node, String reason) {
        return LikenessException.invalid(
                String.format(Locale.ROOT, "%s: node \"%s\" (%s): %s", file, node.label(), node.operator(), reason));
    }
}
