package org.likeness.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;

final class TensorReaderTest {
    private static final ExternalData NOTHING_BESIDE = new ExternalData(Optional.empty(), 0);

    private static TensorProto.Builder tensor(DataType type, long... shape) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("t").setDataType(type.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    private static double[] numbers(TensorProto.Builder tensor) {
        return ((TensorData.Other) new TensorReader("a.onnx", NOTHING_BESIDE).read(tensor.build())).values();
    }

    private static void requireRefused(TensorProto.Builder tensor, String message) {
        assertThatThrownBy(() -> new TensorReader("a.onnx", NOTHING_BESIDE).read(tensor.build()))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("a.onnx: tensor \"t\" ")
                .hasMessageContaining(message);
    }

    @Test
    void everyTypeIsReadFromItsField() {
        assertThat(numbers(tensor(DataType.INT32, 2).addInt32Data(-7).addInt32Data(Integer.MAX_VALUE)))
                .containsExactly(-7, Integer.MAX_VALUE);
        assertThat(numbers(tensor(DataType.INT8, 2).addInt32Data(-128).addInt32Data(127)))
                .containsExactly(-128, 127);
        assertThat(numbers(tensor(DataType.UINT8, 2).addInt32Data(0).addInt32Data(255)))
                .containsExactly(0, 255);
        assertThat(numbers(tensor(DataType.BOOL, 2).addInt32Data(0).addInt32Data(1)))
                .containsExactly(0, 1);
        assertThat(numbers(tensor(DataType.DOUBLE, 1).addDoubleData(1e-12))).containsExactly(1e-12);
        assertThat(numbers(tensor(DataType.FLOAT16, 1).addInt32Data(0xc000))).containsExactly(-2);
    }

    @ParameterizedTest
    @EnumSource(ElementType.class)
    void everyTypeIsReadFromRawBytes(ElementType type) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        switch (type) {
            case FLOAT16 -> bytes.putShort((short) 0x3c00).putShort((short) 0);
            case DOUBLE -> bytes.putDouble(1).putDouble(0);
            case INT32 -> bytes.putInt(1).putInt(0);
            case INT8, UINT8, BOOL -> bytes.put((byte) 1).put((byte) 0);
        }
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName("t")
                .setDataType(type.number())
                .addDims(2)
                .setRawData(ByteString.copyFrom(bytes.array()));
        assertThat(numbers(tensor)).containsExactly(1, 0);
    }

    @Test
    void halvesAreExact() {
        int[] bits = {0x0000, 0x8000, 0x0001, 0x03ff, 0x0400, 0x3555, 0x7bff, 0xfc00, 0x7e00};
        double[] values = {
            0, -0.0, 0x1p-24, 1023 * 0x1p-24, 0x1p-14, 1365 * 0x1p-12, 65504, Double.NEGATIVE_INFINITY, Double.NaN
        };
        TensorProto.Builder tensor = tensor(DataType.FLOAT16, bits.length);
        for (int half : bits) {
            tensor.addInt32Data(half);
        }
        assertThat(numbers(tensor)).containsExactly(values);
    }

    @Test
    void valuesOutsideTheirTypeAreRefused() {
        requireRefused(tensor(DataType.BOOL, 1).addInt32Data(2), "holds 2, which is no BOOL");
        requireRefused(tensor(DataType.UINT8, 1).addInt32Data(-1), "holds -1, which is no UINT8");
        requireRefused(tensor(DataType.INT8, 1).addInt32Data(128), "holds 128, which is no INT8");
        requireRefused(tensor(DataType.FLOAT16, 1).addInt32Data(0x10000), "holds 65536, which is no FLOAT16");
        requireRefused(
                tensor(DataType.BOOL, 1).setRawData(ByteString.copyFrom(new byte[] {7})), "holds 7, which is no BOOL");
    }

    @Test
    void sizesThatTheDataDoNotBearOutAreRefused() {
        requireRefused(
                tensor(DataType.DOUBLE, 2).setRawData(ByteString.copyFrom(new byte[15])),
                "has 15 bytes, but its shape declares 16");
        requireRefused(
                tensor(DataType.INT32, 3).addInt32Data(1).addInt32Data(2), "has 2 values, but its shape declares 3");
        requireRefused(tensor(DataType.DOUBLE, 1).addFloatData(1), "has 0 values, but its shape declares 1");
        requireRefused(tensor(DataType.DOUBLE, 1L << 29), "has 0 values, but its shape declares 536,870,912");
    }

    @Test
    void whatIsHeldTwiceOrInPartIsRefused() {
        requireRefused(
                tensor(DataType.FLOAT, 1).addFloatData(1).setRawData(ByteString.copyFrom(new byte[4])),
                "has values in two fields");
        requireRefused(
                tensor(DataType.FLOAT, 1)
                        .addFloatData(1)
                        .setSegment(TensorProto.Segment.newBuilder().setBegin(0).setEnd(1)),
                "is only a segment");
    }
}
