package org.likeness.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;

/**
 * A tensor in plain arrays. Arrays are shared, not copied: callers must not modify them.
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
     */
    final class Floats implements TensorData {
        private final long[] shape;
        private final float[] values;

        /**
         * @param shape  sizes
         * @param values as many as the product of the shape, row-major
         */
        public Floats(long[] shape, float[] values) {
            requireLength(shape, values.length);
            this.shape = shape;
            this.values = values;
        }

        public long[] shape() {
            return shape;
        }

        public float[] values() {
            return values;
        }
    }

    /**
     * Whole numbers, ONNX's int64.
     */
    final class Longs implements TensorData {
        private final long[] shape;
        private final long[] values;

        /**
         * @param shape  sizes
         * @param values as many as the product of the shape, row-major
         */
        public Longs(long[] shape, long[] values) {
            requireLength(shape, values.length);
            this.shape = shape;
            this.values = values;
        }

        public long[] shape() {
            return shape;
        }

        public long[] values() {
            return values;
        }
    }

    /**
     * Numbers of another type, as ONNX stores them. They take part in a graph, but never learn.
     */
    final class Other implements TensorData {
        private final ElementType type;
        private final long[] shape;
        private final byte[] bytes;

        /**
         * @param type  of each element
         * @param shape sizes
         * @param bytes the elements, little-endian, row-major
         */
        public Other(ElementType type, long[] shape, byte[] bytes) {
            if (bytes.length % type.bytes() != 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%d bytes of %s: a multiple of %d is expected", bytes.length, type, type.bytes()));
            }
            requireLength(shape, bytes.length / type.bytes());
            this.type = type;
            this.shape = shape;
            this.bytes = bytes;
        }

        public ElementType type() {
            return type;
        }

        public long[] shape() {
            return shape;
        }

        public byte[] bytes() {
            return bytes;
        }

        /** The elements as numbers; none of the types loses anything. */
        public double[] values() {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double[] values = new double[bytes.length / type.bytes()];
            for (int i = 0; i < values.length; i++) {
                values[i] = type.next(buffer);
            }
            return values;
        }

        /** The elements in single precision, rounded where that has no such number. */
        public Floats toFloats() {
            double[] values = values();
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return new Floats(shape, floats);
        }
    }

    private static void requireLength(long[] shape, int length) {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        if (product != length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "tensor of shape %s with %d values: it must have %d",
                    Arrays.toString(shape),
                    length,
                    product));
        }
    }
}
