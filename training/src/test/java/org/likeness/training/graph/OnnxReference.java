package org.likeness.training.graph;

import ai.onnx.proto.OnnxMl;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.ByteString;
import java.nio.FloatBuffer;
import java.util.Map;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** What ONNX Runtime computes with a graph. */
public final class OnnxReference {
    private OnnxReference() {}

    /** Feeds the graph's one input and gives its first output, row by row. */
    static TensorData.Floats run(OnnxGraph graph, TensorData.Floats input) {
        return run(model(graph).toByteArray(), input);
    }

    /** Feeds the one input of an ONNX file and gives its first output, row by row. */
    public static TensorData.Floats run(byte[] file, TensorData.Floats input) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(file, options);
                OnnxTensor fed = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input.values()), input.shape());
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), fed))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            float[] values = new float[output.getFloatBuffer().remaining()];
            output.getFloatBuffer().get(values);
            return new TensorData.Floats(output.getInfo().getShape(), values);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(1);
        return options;
    }

    private static OnnxMl.ModelProto model(OnnxGraph graph) {
        OnnxMl.GraphProto.Builder proto = OnnxMl.GraphProto.newBuilder().setName(graph.name());
        graph.inputs().forEach(value -> proto.addInput(value(value)));
        graph.outputs().forEach(value -> proto.addOutput(value(value)));
        graph.nodes().forEach(node -> proto.addNode(node(node)));
        graph.initializers()
                .forEach((name, data) -> proto.addInitializer(tensor(data).setName(name)));
        OnnxMl.ModelProto.Builder model =
                OnnxMl.ModelProto.newBuilder().setIrVersion(8).setGraph(proto);
        graph.opsets()
                .forEach((domain, version) -> model.addOpsetImport(
                        OnnxMl.OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version)));
        return model.build();
    }

    private static OnnxMl.ValueInfoProto value(ValueInfo value) {
        OnnxMl.TypeProto.Tensor.Builder tensor =
                OnnxMl.TypeProto.Tensor.newBuilder().setElemType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
        if (!value.shape().isEmpty()) {
            OnnxMl.TensorShapeProto.Builder shape = OnnxMl.TensorShapeProto.newBuilder();
            for (int i = 0; i < value.shape().size(); i++) {
                OnnxMl.TensorShapeProto.Dimension.Builder size = OnnxMl.TensorShapeProto.Dimension.newBuilder();
                long stated = value.shape().get(i);
                shape.addDim(stated < 0 ? size.setDimParam("size" + i) : size.setDimValue(stated));
            }
            tensor.setShape(shape);
        }
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(value.name())
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
        node.attributes().forEach((name, attribute) -> proto.addAttribute(attribute(name, attribute)));
        return proto.build();
    }

    private static OnnxMl.AttributeProto attribute(String name, Attribute attribute) {
        OnnxMl.AttributeProto.Builder proto = OnnxMl.AttributeProto.newBuilder().setName(name);
        if (attribute instanceof Attribute.Int number) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.INT).setI(number.value());
        } else if (attribute instanceof Attribute.Float number) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.FLOAT).setF(number.value());
        } else if (attribute instanceof Attribute.Text text) {
            proto.setType(OnnxMl.AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text.value()));
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
            proto.setDataType(OnnxMl.TensorProto.DataType.FLOAT.getNumber());
            for (float value : floats.values()) {
                proto.addFloatData(value);
            }
        } else if (data instanceof TensorData.Longs longs) {
            proto.setDataType(OnnxMl.TensorProto.DataType.INT64.getNumber());
            for (long value : longs.values()) {
                proto.addInt64Data(value);
            }
        } else if (data instanceof TensorData.Other other) {
            proto.setDataType(other.type().number()).setRawData(ByteString.copyFrom(other.bytes()));
        }
        return proto;
    }
}
