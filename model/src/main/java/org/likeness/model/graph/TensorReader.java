package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;

/** Reads stored tensors; a declared size without the corresponding bytes is rejected before allocation. */
final class TensorReader {
    private static final long LARGEST = 1L << 29; // elements; 2 GiB of float32

    private final String file;
    private final ExternalData external;

    TensorReader(String file, ExternalData external) {
        this.file = file;
        this.external = external;
    }

    TensorData read(OnnxMl.TensorProto tensor) {
        if (tensor.hasSegment()) {
            throw refused(tensor, "is only a segment: save the model with complete tensors");
        }
        requireOnePlace(tensor);
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        int elements = elements(tensor, shape);
        return ExternalData.isExternal(tensor)
                ? tensor(fetched(tensor, elements), shape, elements)
                : tensor(tensor, shape, elements);
    }

    /** The tensor with the values that lie in another file. */
    private OnnxMl.TensorProto fetched(OnnxMl.TensorProto tensor, int elements) {
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getDataType());
        long bytes = type == OnnxMl.TensorProto.DataType.FLOAT
                ? Float.BYTES
                : type == OnnxMl.TensorProto.DataType.INT64
                        ? Long.BYTES
                        : ElementType.of(tensor.getDataType())
                                .map(ElementType::bytes)
                                .orElse(0); // refused below
        try {
            return tensor.toBuilder()
                    .clearDataLocation()
                    .clearExternalData()
                    .setRawData(bytes == 0 ? ByteString.EMPTY : external.read(tensor, elements * bytes))
                    .build();
        } catch (LikenessException e) {
            throw refused(tensor, String.valueOf(e.getMessage()));
        }
    }

    private TensorData tensor(OnnxMl.TensorProto tensor, long[] shape, int elements) {
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getDataType());
        if (type == OnnxMl.TensorProto.DataType.FLOAT) {
            return new TensorData.Floats(shape, floats(tensor, elements));
        }
        if (type == OnnxMl.TensorProto.DataType.INT64) {
            return new TensorData.Longs(shape, longs(tensor, elements));
        }
        Optional<ElementType> other = ElementType.of(tensor.getDataType());
        if (other.isPresent()) {
            return new TensorData.Other(other.get(), shape, bytes(tensor, other.get(), elements));
        }
        throw refused(
                tensor,
                String.format(
                        Locale.ROOT,
                        "is of type %s: float32, float16, double, int64, int32, int8, uint8 and bool are supported",
                        type == null ? Integer.toString(tensor.getDataType()) : type.toString()));
    }

    private int elements(OnnxMl.TensorProto tensor, long[] shape) {
        long product = 1;
        for (long size : shape) {
            if (size < 0 || size > LARGEST || (product *= size) > LARGEST) {
                throw refused(
                        tensor, "declares the shape " + java.util.Arrays.toString(shape) + ", which is too large");
            }
        }
        return (int) product;
    }

    private float[] floats(OnnxMl.TensorProto tensor, int elements) {
        if (tensor.hasRawData()) {
            requireCount(tensor, tensor.getRawData().size(), (long) elements * Float.BYTES, "bytes");
            float[] values = new float[elements];
            tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
            return values;
        }
        requireCount(tensor, tensor.getFloatDataCount(), elements, "values");
        float[] values = new float[elements];
        for (int i = 0; i < elements; i++) {
            values[i] = tensor.getFloatData(i);
        }
        return values;
    }

    private long[] longs(OnnxMl.TensorProto tensor, int elements) {
        if (tensor.hasRawData()) {
            requireCount(tensor, tensor.getRawData().size(), (long) elements * Long.BYTES, "bytes");
            long[] values = new long[elements];
            tensor.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asLongBuffer()
                    .get(values);
            return values;
        }
        requireCount(tensor, tensor.getInt64DataCount(), elements, "values");
        return tensor.getInt64DataList().stream().mapToLong(Long::longValue).toArray();
    }

    private byte[] bytes(OnnxMl.TensorProto tensor, ElementType type, int elements) {
        long size = (long) elements * type.bytes();
        if (tensor.hasRawData()) {
            requireCount(tensor, tensor.getRawData().size(), size, "bytes");
            byte[] bytes = tensor.getRawData().toByteArray();
            for (int i = 0; type == ElementType.BOOL && i < bytes.length; i++) {
                requireInRange(tensor, type, bytes[i]);
            }
            return bytes;
        }
        boolean doubles = type == ElementType.DOUBLE;
        int found = doubles ? tensor.getDoubleDataCount() : tensor.getInt32DataCount();
        requireCount(tensor, found, elements, "values");
        if (size > Integer.MAX_VALUE) {
            throw refused(tensor, String.format(Locale.ROOT, "has %,d bytes, which is too large", size));
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < elements; i++) {
            if (doubles) {
                bytes.putDouble(tensor.getDoubleData(i));
            } else {
                put(tensor, type, tensor.getInt32Data(i), bytes);
            }
        }
        return bytes.array();
    }

    /** ONNX puts all short types, and the bits of half-precision numbers, into fields of 32 bits. */
    private void put(OnnxMl.TensorProto tensor, ElementType type, int value, ByteBuffer bytes) {
        requireInRange(tensor, type, value);
        switch (type.bytes()) {
            case Byte.BYTES -> bytes.put((byte) value);
            case Short.BYTES -> bytes.putShort((short) value);
            default -> bytes.putInt(value);
        }
    }

    private void requireInRange(OnnxMl.TensorProto tensor, ElementType type, int value) {
        boolean inRange = switch (type) {
            case BOOL -> value == 0 || value == 1;
            case UINT8 -> value >= 0 && value <= 0xff;
            case INT8 -> value >= Byte.MIN_VALUE && value <= Byte.MAX_VALUE;
            case FLOAT16 -> value >= 0 && value <= 0xffff;
            case INT32, DOUBLE -> true;
        };
        if (!inRange) {
            throw refused(tensor, String.format(Locale.ROOT, "holds %d, which is no %s", value, type));
        }
    }

    private void requireOnePlace(OnnxMl.TensorProto tensor) {
        long places = Stream.of(
                        ExternalData.isExternal(tensor) ? 1 : 0,
                        tensor.hasRawData() ? 1 : 0,
                        tensor.getFloatDataCount(),
                        tensor.getInt32DataCount(),
                        tensor.getInt64DataCount(),
                        tensor.getDoubleDataCount(),
                        tensor.getUint64DataCount(),
                        tensor.getStringDataCount())
                .filter(count -> count > 0)
                .count();
        if (places > 1) {
            throw refused(tensor, "has values in two fields");
        }
    }

    private void requireCount(OnnxMl.TensorProto tensor, long found, long declared, String unit) {
        if (found != declared) {
            throw refused(
                    tensor,
                    String.format(Locale.ROOT, "has %,d %s, but its shape declares %,d", found, unit, declared));
        }
    }

    private LikenessException refused(OnnxMl.TensorProto tensor, String reason) {
        return LikenessException.corrupt(
                String.format(Locale.ROOT, "%s: tensor \"%s\" %s", file, tensor.getName(), reason));
    }
}
