package org.likeness.model.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** The element types of weight files of other programs, little-endian. Each is converted without loss. */
public enum StoredType {
    /** Single precision. */
    FLOAT(Float.BYTES),
    /** Double precision. */
    DOUBLE(Double.BYTES),
    /** Half precision, IEEE 754's binary16. */
    HALF(Short.BYTES),
    /** The upper half of a single-precision number. */
    BFLOAT16(Short.BYTES),
    /** Whole numbers of 64 bits. */
    LONG(Long.BYTES),
    /** Whole numbers of 32 bits. */
    INT(Integer.BYTES),
    /** Whole numbers of −128 to 127. */
    SIGNED_BYTE(Byte.BYTES),
    /** Whole numbers of 0 to 255. */
    UNSIGNED_BYTE(Byte.BYTES),
    /** 0 or 1. */
    BOOL(Byte.BYTES);

    private final int bytes;

    StoredType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    /**
     * The tensor of some bytes, which may be shared with it.
     *
     * @param shape    sizes, whose product times {@link #bytes()} is the length of the bytes
     * @param elements little-endian, row-major
     * @throws IllegalArgumentException if the lengths differ, or if a bool is neither 0 nor 1
     */
    public TensorData tensor(long[] shape, byte[] elements) {
        ByteBuffer buffer = ByteBuffer.wrap(elements).order(ByteOrder.LITTLE_ENDIAN);
        return switch (this) {
            case FLOAT -> {
                float[] values = new float[elements.length / bytes];
                buffer.asFloatBuffer().get(values);
                yield new TensorData.Floats(shape, values);
            }
            case BFLOAT16 -> {
                float[] values = new float[elements.length / bytes];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Float.intBitsToFloat(buffer.getShort() << Short.SIZE);
                }
                yield new TensorData.Floats(shape, values);
            }
            case LONG -> {
                long[] values = new long[elements.length / bytes];
                buffer.asLongBuffer().get(values);
                yield new TensorData.Longs(shape, values);
            }
            case DOUBLE -> new TensorData.Other(ElementType.DOUBLE, shape, elements);
            case HALF -> new TensorData.Other(ElementType.FLOAT16, shape, elements);
            case INT -> new TensorData.Other(ElementType.INT32, shape, elements);
            case SIGNED_BYTE -> new TensorData.Other(ElementType.INT8, shape, elements);
            case UNSIGNED_BYTE -> new TensorData.Other(ElementType.UINT8, shape, elements);
            case BOOL -> {
                requireBools(elements);
                yield new TensorData.Other(ElementType.BOOL, shape, elements);
            }
        };
    }

    private static void requireBools(byte[] elements) {
        for (byte element : elements) {
            if (element != 0 && element != 1) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "holds %d, which is no bool", element));
            }
        }
    }
}
