package org.likeness.model.graph;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.core.file.AtomicFile;

/** Writes graphs as ONNX files; the same graph gives the same bytes. */
public final class GraphWriter {
    private GraphWriter() {}

    /**
     * Writes the file as a whole or not at all.
     *
     * @throws org.likeness.core.LikenessException if it cannot be written
     */
    public static void write(OnnxGraph graph, Path file) {
        AtomicFile.write(file, out -> model(graph).writeTo(out));
    }

    /** The bytes of the file. */
    public static byte[] bytes(OnnxGraph graph) {
        return model(graph).toByteArray();
    }

    private static OnnxMl.ModelProto model(OnnxGraph graph) {
        OnnxMl.ModelProto.Builder model = OnnxMl.ModelProto.newBuilder()
                .setIrVersion(irVersion(graph.opsets().getOrDefault("", 0L)))
                .setProducerName("likeness")
                .setGraph(graph(graph));
        new TreeMap<>(graph.opsets())
                .forEach((domain, version) -> model.addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        new TreeMap<>(graph.metadata())
                .forEach((key, value) -> model.addMetadataProps(
                        OnnxMl.StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build();
    }

    /** The version of the file's own layout that goes with an opset, but at least 8, of opset 15 to 18. */
    private static long irVersion(long opset) {
        return opset >= 21 ? 10 : opset >= 19 ? 9 : 8;
    }

    private static OnnxMl.GraphProto graph(OnnxGraph graph) {
        OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder().setName(graph.name());
        graph.inputs().forEach(info -> proto.addInput(value(info)));
        graph.outputs().forEach(info -> proto.addOutput(value(info)));
        graph.nodes().forEach(node -> proto.addNode(node(node)));
        for (Map.Entry<String, TensorData> entry : graph.initializers().entrySet()) {
            proto.addInitializer(tensor(entry.getValue()).setName(entry.getKey()));
        }
        return proto.build();
    }

    private static OnnxMl.ValueInfoProto value(ValueInfo info) {
        OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
        for (int axis = 0; axis < info.shape().size(); axis++) {
            long size = info.shape().get(axis);
            OnnxMl.TensorShapeProto.Dimension.Builder dimension = OnnxMl.TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    size < 0 ? dimension.setDimParam(axis == 0 ? "batch" : "d" + axis) : dimension.setDimValue(size));
        }
        OnnxMl.TypeProto.Tensor tensor = OnnxMl.TypeProto.Tensor.newBuilder()
                .setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                .setShape(shape)
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(info.name())
                .setType(OnnxMl.TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static OnnxMl.NodeProto node(Node node) {
        OnnxMl.NodeProto.Builder proto = OnnxMl.NodeProto.newBuilder()
                .setName(node.name())
                .setDomain(node.domain())
                .setOpType(node.operator())
                .addAllInput(node.inputs())
                .addAllOutput(node.outputs());
        new TreeMap<>(node.attributes()).forEach((name, attribute) -> proto.addAttribute(attribute(name, attribute)));
        return proto.build();
    }

    private static OnnxMl.AttributeProto attribute(String name, Attribute attribute) {
        OnnxMl.AttributeProto.Builder proto = OnnxMl.AttributeProto.newBuilder().setName(name);
        if (attribute instanceof Attribute.Int number) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(number.value());
        } else if (attribute instanceof Attribute.Float number) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.FLOAT).setF(number.value());
        } else if (attribute instanceof Attribute.Text text) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.STRING)
                    .setS(ByteString.copyFrom(text.value(), StandardCharsets.UTF_8));
        } else if (attribute instanceof Attribute.Ints numbers) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.INTS).addAllInts(numbers.values());
        } else if (attribute instanceof Attribute.Floats numbers) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.FLOATS).addAllFloats(numbers.values());
        } else if (attribute instanceof Attribute.Tensor tensor) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.TENSOR).setT(tensor(tensor.value()));
        }
        return proto.build();
    }

    private static OnnxMl.TensorProto.Builder tensor(TensorData data) {
        OnnxMl.TensorProto.Builder proto = OnnxMl.TensorProto.newBuilder();
        for (long size : data.shape()) {
            proto.addDims(size);
        }
        if (data instanceof TensorData.Floats floats) {
            ByteBuffer bytes = littleEndian(floats.values().length * Float.BYTES);
            bytes.asFloatBuffer().put(floats.values());
            return proto.setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber())
                    .setRawData(ByteString.copyFrom(bytes));
        }
        if (data instanceof TensorData.Other other) {
            return proto.setDataType(other.type().number()).setRawData(ByteString.copyFrom(other.bytes()));
        }
        TensorData.Longs longs = (TensorData.Longs) data;
        ByteBuffer bytes = littleEndian(longs.values().length * Long.BYTES);
        bytes.asLongBuffer().put(longs.values());
        return proto.setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber()).setRawData(ByteString.copyFrom(bytes));
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
