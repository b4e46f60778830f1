package org.likeness.model.graph;

import java.util.Arrays;

/**
 * A tensor in plain arrays. Arrays are shared, not copied: whoever hands one in or takes it out must not write to it.
 */
public sealed interface TensorData {
    /** Sizes; none for a scalar. */
    long[] shape();

    /** How many elements: the product of the shape. */
    default int elements() {
        long product = 1;
        for (long size : shape()) {
            product = Math.multiplyExact(product, size);
        }
        return Math.toIntExact(product);
    }

    /**
     * Single precision.
     *
     * @param shape  sizes
     * @param values as many as the product of the shape, row-major
     */
    record Floats(long[] shape, float[] values) implements TensorData {
        public Floats {
            requireLength(shape, values.length);
        }
    }

    /**
     * Whole numbers, ONNX's int64.
     *
     * @param shape  sizes
     * @param values as many as the product of the shape, row-major
     */
    record Longs(long[] shape, long[] values) implements TensorData {
        public Longs {
            requireLength(shape, values.length);
        }
    }

    private static void requireLength(long[] shape, int length) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        if (product != length) {
            throw new IllegalArgumentException("tensor of shape %s with %d values: it must have %d"
                    .formatted(Arrays.toString(shape), length, product));
        }
    }
}
