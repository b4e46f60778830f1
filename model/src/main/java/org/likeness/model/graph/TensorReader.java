package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import java.nio.ByteOrder;
import org.likeness.core.UserException;

/** Reads stored tensors; a size that is not borne out by the bytes is refused before anything is allocated. */
final class TensorReader {
    private static final long LARGEST = 1L << 29; // elements; 2 GiB of float32

    private final String file;

    TensorReader(String file) {
        this.file = file;
    }

    TensorData read(OnnxMl.TensorProto tensor) {
        if (tensor.getDataLocation() == OnnxMl.TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            throw refused(tensor, "lies in another file: save the model with its tensors inside");
        }
        long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
        int elements = elements(tensor, shape);
        OnnxMl.TensorProto.DataType type = OnnxMl.TensorProto.DataType.forNumber(tensor.getDataType());
        if (type == OnnxMl.TensorProto.DataType.FLOAT) {
            return new TensorData.Floats(shape, floats(tensor, elements));
        }
        if (type == OnnxMl.TensorProto.DataType.INT64) {
            return new TensorData.Longs(shape, longs(tensor, elements));
        }
        throw refused(
                tensor,
                "is of type %s: float32 and int64 are supported"
                        .formatted(type == null ? Integer.toString(tensor.getDataType()) : type.toString()));
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

    private void requireCount(OnnxMl.TensorProto tensor, long found, long declared, String unit) {
        if (found != declared) {
            throw refused(tensor, "holds %,d %s where its shape declares %,d".formatted(found, unit, declared));
        }
    }

    private UserException refused(OnnxMl.TensorProto tensor, String reason) {
        return new UserException("%s: tensor \"%s\" %s".formatted(file, tensor.getName(), reason));
    }
}
