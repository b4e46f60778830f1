package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types of stored tensors besides float32 and int64. */
public enum ElementType {
    /** Half precision. */
    FLOAT16(DataType.FLOAT16, Short.BYTES),
    /** Double precision. */
    DOUBLE(DataType.DOUBLE, Double.BYTES),
    /** Whole numbers of 32 bits. */
    INT32(DataType.INT32, Integer.BYTES),
    /** Whole numbers of −128 to 127. */
    INT8(DataType.INT8, Byte.BYTES),
    /** Whole numbers of 0 to 255. */
    UINT8(DataType.UINT8, Byte.BYTES),
    /** 0 or 1. */
    BOOL(DataType.BOOL, Byte.BYTES);

    private final DataType onnx;
    private final int bytes;

    ElementType(DataType onnx, int bytes) {
        this.onnx = onnx;
        this.bytes = bytes;
    }

    /** Bytes an element. */
    public int bytes() {
        return bytes;
    }

    /** ONNX's number of the type. */
    public int number() {
        return onnx.getNumber();
    }

    /** The type of an ONNX number, if it is one of these. */
    static Optional<ElementType> of(int number) {
        return Arrays.stream(values()).filter(type -> type.number() == number).findFirst();
    }

    /** The next element of a little-endian buffer, exactly. */
    double next(ByteBuffer buffer) {
        return switch (this) {
            case FLOAT16 -> half(buffer.getShort());
            case DOUBLE -> buffer.getDouble();
            case INT32 -> buffer.getInt();
            case INT8 -> buffer.get();
            case UINT8, BOOL -> buffer.get() & 0xff;
        };
    }

    /** IEEE 754's binary16; {@code Float.float16ToFloat} is there only since Java 20. */
    private static double half(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        double size = switch (exponent) {
            case 0 -> Math.scalb((double) fraction, -24);
            case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            default -> Math.scalb((double) (fraction | 0x400), exponent - 25);
        };
        return bits < 0 ? -size : size;
    }
}
