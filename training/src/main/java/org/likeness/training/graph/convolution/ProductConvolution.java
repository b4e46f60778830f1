package org.likeness.training.graph.convolution;

import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * Convolutions as matrix products and, for depthwise convolutions, as sums over the taps of the kernel, without oneDNN, both forward and
 * backward. Maps are in channels-last layout, in which a 1×1 convolution is a product without a copy, and so is one whose kernel covers the
 * map.
 */
final class ProductConvolution {
    private ProductConvolution() {}

    /**
     * A convolution without bias.
     *
     * @param map       [B, C, H, W], padded already
     * @param weights   [O, C / groups, rows, columns]
     * @param strides   of rows and columns
     * @param dilations of rows and columns
     * @return [B, O, H′, W′]
     */
    static Tensor convolve(Tensor map, Tensor weights, long[] strides, long[] dilations, long groups) {
        Taps taps = new Taps(map, weights, strides, dilations);
        if (groups == 1) {
            return product(taps, map, weights);
        }
        if (weights.size(1) == 1 && weights.size(0) == groups) {
            return sum(taps, map, weights);
        }
        long inputs = weights.size(1);
        long outputs = weights.size(0) / groups;
        try (TensorVector parts = new TensorVector()) {
            for (long group = 0; group < groups; group++) {
                parts.push_back(product(
                        taps, map.narrow(1, group * inputs, inputs), weights.narrow(0, group * outputs, outputs)));
            }
            return torch.cat(parts, 1);
        }
    }

    /** Every place's pixels under the kernel in a row, times the weights. */
    private static Tensor product(Taps taps, Tensor map, Tensor weights) {
        Tensor columns = taps.cover(map) ? wholeRow(map) : columns(taps, map);
        Tensor matrix = weights.permute(2, 3, 1, 0).reshape(columns.size(3), weights.size(0));
        return torch.matmul(columns, matrix).permute(0, 3, 1, 2);
    }

    /** [B, 1, 1, H · W · C]. */
    private static Tensor wholeRow(Tensor map) {
        return map.permute(0, 2, 3, 1).reshape(map.size(0), 1, 1, map.size(1) * map.size(2) * map.size(3));
    }

    /** [B, H′, W′, rows · columns · C]. */
    private static Tensor columns(Taps taps, Tensor map) {
        if (taps.count() == 1) {
            return taps.of(map, 0).permute(0, 2, 3, 1);
        }
        try (TensorVector parts = new TensorVector()) {
            for (int tap = 0; tap < taps.count(); tap++) {
                parts.push_back(taps.of(map, tap).permute(0, 2, 3, 1));
            }
            return torch.cat(parts, 3);
        }
    }

    /** One kernel a channel: each tap's pixels times its weight, added up. */
    private static Tensor sum(Taps taps, Tensor map, Tensor weights) {
        Tensor perTap = weights.reshape(1, weights.size(0), 1, taps.count());
        Tensor sum = taps.of(map, 0).mul(perTap.narrow(3, 0, 1));
        for (int tap = 1; tap < taps.count(); tap++) {
            sum = sum.addcmul(taps.of(map, tap), perTap.narrow(3, tap, 1));
        }
        return sum;
    }

    /**
     * A transposed convolution without bias.
     *
     * @param map       [B, C, H, W]
     * @param weights   [C, O / groups, rows, columns]
     * @param strides   of rows and columns
     * @param pads      of rows and columns, cut off on both sides
     * @param further   rows and columns that are added at the end
     * @param dilations of rows and columns
     * @return [B, O, H′, W′]
     */
    static Tensor transposed(
            Tensor map, Tensor weights, long[] strides, long[] pads, long[] further, long[] dilations, long groups) {
        long[] kernel = {weights.size(2), weights.size(3)};
        long[] size = new long[2];
        for (int axis = 0; axis < 2; axis++) {
            size[axis] = (map.size(axis + 2L) - 1) * strides[axis]
                    - 2 * pads[axis]
                    + dilations[axis] * (kernel[axis] - 1)
                    + further[axis]
                    + 1;
        }
        long inputs = weights.size(0) / groups;
        long spread = weights.size(1) * kernel[0] * kernel[1];
        try (TensorVector parts = new TensorVector()) {
            for (long group = 0; group < groups; group++) {
                Tensor rows =
                        map.narrow(1, group * inputs, inputs).flatten(2, 3).transpose(1, 2);
                Tensor matrix = weights.narrow(0, group * inputs, inputs).reshape(inputs, spread);
                Tensor columns = torch.matmul(rows, matrix).transpose(1, 2);
                parts.push_back(torch.col2im(columns, size, kernel, dilations, pads, strides));
            }
            return torch.cat(parts, 1);
        }
    }

    /** Where a kernel's taps lie on a map. */
    private static final class Taps {
        private final long rows;
        private final long columns;
        private final long[] strides;
        private final long[] dilations;
        private final long[] outputs;

        Taps(Tensor map, Tensor weights, long[] strides, long[] dilations) {
            this.rows = weights.size(2);
            this.columns = weights.size(3);
            this.strides = strides;
            this.dilations = dilations;
            this.outputs = LongStream.of(0, 1)
                    .map(axis -> (map.size(axis + 2) - dilations[(int) axis] * (weights.size(axis + 2) - 1) - 1)
                                    / strides[(int) axis]
                            + 1)
                    .toArray();
        }

        int count() {
            return Math.toIntExact(rows * columns);
        }

        /** Whether the kernel lies on every pixel, once. */
        boolean cover(Tensor map) {
            return rows == map.size(2)
                    && columns == map.size(3)
                    && (rows == 1 || dilations[0] == 1)
                    && (columns == 1 || dilations[1] == 1);
        }

        /** The pixels that a tap lies on, [B, C, H′, W′]. */
        Tensor of(Tensor map, int tap) {
            Tensor inRows = along(map, 2, tap / columns * dilations[0], 0);
            return along(inRows, 3, tap % columns * dilations[1], 1);
        }

        private Tensor along(Tensor map, long axis, long from, int index) {
            long last = from + (outputs[index] - 1) * strides[index];
            return from == 0 && strides[index] == 1 && last == map.size(axis) - 1
                    ? map
                    : map.slice(axis, new LongOptional(from), new LongOptional(last + 1), strides[index]);
        }
    }
}
