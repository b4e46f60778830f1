package org.likeness.model.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;

final class GraphReaderTest {
    /** x → Relu → h → Mul by w → y. */
    private static OnnxMl.ModelProto.Builder model() {
        OnnxMl.GraphProto.Builder graph = OnnxMl.GraphProto.newBuilder()
                .setName("small")
                .addInput(value("x", DataType.FLOAT))
                .addOutput(value("y", DataType.FLOAT))
                .addNode(node("first", "Relu", "h", "x"))
                .addNode(node("second", "Mul", "y", "h", "w"))
                .addInitializer(tensor("w", DataType.FLOAT, 2).addFloatData(1).addFloatData(2));
        return OnnxMl.ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OnnxMl.OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph);
    }

    private static OnnxMl.ValueInfoProto value(String name, DataType type) {
        OnnxMl.TensorShapeProto shape = OnnxMl.TensorShapeProto.newBuilder()
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
                .addDim(OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(2))
                .build();
        return OnnxMl.ValueInfoProto.newBuilder()
                .setName(name)
                .setType(OnnxMl.TypeProto.newBuilder()
                        .setTensorType(OnnxMl.TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private static OnnxMl.NodeProto node(String name, String operator, String output, String... inputs) {
        return OnnxMl.NodeProto.newBuilder()
                .setName(name)
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private static OnnxMl.TensorProto.Builder tensor(String name, DataType type, long... shape) {
        OnnxMl.TensorProto.Builder tensor =
                OnnxMl.TensorProto.newBuilder().setName(name).setDataType(type.getNumber());
        for (long size : shape) {
            tensor.addDims(size);
        }
        return tensor;
    }

    private static void requireRefused(String message, Consumer<OnnxMl.ModelProto.Builder> change) {
        OnnxMl.ModelProto.Builder model = model();
        change.accept(model);
        assertThatThrownBy(() -> GraphReader.read("a.onnx", model.build().toByteArray()))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("a.onnx")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aSmallGraphIsRead() {
        OnnxGraph graph = GraphReader.read("a.onnx", model().build().toByteArray());
        assertThat(graph.inputs()).containsExactly(new ValueInfo("x", List.of(-1L, 2L)));
        assertThat(graph.opsets()).containsExactly(Map.entry("", 17L));
        assertThat(graph.nodes()).extracting(Node::operator).containsExactly("Relu", "Mul");
        assertThat(graph.initializer("w"))
                .usingRecursiveComparison()
                .isEqualTo(new TensorData.Floats(new long[] {2}, new float[] {1, 2}));
    }

    @Test
    void nodesAreBroughtIntoAnOrderThatCanRun() {
        OnnxMl.ModelProto.Builder model = model();
        OnnxMl.NodeProto first = model.getGraph().getNode(0);
        OnnxMl.NodeProto second = model.getGraph().getNode(1);
        model.getGraphBuilder().setNode(0, second).setNode(1, first);
        assertThat(GraphReader.read("a.onnx", model.build().toByteArray()).nodes())
                .extracting(Node::name)
                .containsExactly("first", "second");
    }

    @Test
    void aCycleIsRefused() {
        requireRefused(
                "node \"first\" (Add) stands in a cycle",
                model -> model.getGraphBuilder().setNode(0, node("first", "Add", "h", "x", "y")));
    }

    @Test
    void aMissingTensorIsRefused() {
        requireRefused(
                "node \"second\" (Mul) takes \"w\", which nothing gives",
                model -> model.getGraphBuilder().clearInitializer());
    }

    @Test
    void aValueGivenTwiceIsRefused() {
        requireRefused(
                "node \"third\" (Relu) gives \"h\", which is given already",
                model -> model.getGraphBuilder().addNode(node("third", "Relu", "h", "x")));
        requireRefused(
                "node \"third\" (Relu) gives \"w\", which is given already",
                model -> model.getGraphBuilder().addNode(node("third", "Relu", "w", "x")));
    }

    @Test
    void anOutputThatNobodyGivesIsRefused() {
        requireRefused(
                "no node gives the output \"z\"",
                model -> model.getGraphBuilder().setOutput(0, value("z", DataType.FLOAT)));
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FLOAT", "INT64", "FLOAT16", "DOUBLE", "INT32", "INT8", "UINT8", "BOOL"})
    void otherTypesOfStoredTensorsAreRefused(DataType type) {
        requireRefused(
                String.format(
                        Locale.ROOT,
                        "tensor \"w\" is of type %s: float32, float16, double, int64, int32, int8, uint8 and bool are supported",
                        type),
                model -> model.getGraphBuilder().setInitializer(0, tensor("w", type, 0)));
    }

    @Test
    void aTypeThatOnnxDoesNotKnowIsRefused() {
        requireRefused(
                "tensor \"w\" is of type 99",
                model -> model.getGraphBuilder()
                        .setInitializer(
                                0, OnnxMl.TensorProto.newBuilder().setName("w").setDataType(99)));
    }

    @Test
    void externalDataAreRefused() {
        requireRefused(
                "tensor \"w\" is in another file: save the model with its tensors inside",
                model -> model.getGraphBuilder()
                        .setInitializer(
                                0,
                                tensor("w", DataType.FLOAT, 2)
                                        .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                                        .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                                                .setKey("location")
                                                .setValue("../../etc/passwd"))));
    }

    @Test
    void shapesThatTheBytesDoNotBearOutAreRefused() {
        requireRefused(
                "has 2 values, but its shape declares 3",
                model -> model.getGraphBuilder()
                        .setInitializer(
                                0,
                                tensor("w", DataType.FLOAT, 3).addFloatData(1).addFloatData(2)));
        requireRefused(
                "has 7 bytes, but its shape declares 8",
                model -> model.getGraphBuilder()
                        .setInitializer(
                                0, tensor("w", DataType.FLOAT, 2).setRawData(ByteString.copyFrom(new byte[7]))));
        requireRefused(
                "has 8 bytes, but its shape declares 16",
                model -> model.getGraphBuilder()
                        .setInitializer(
                                0, tensor("w", DataType.INT64, 2).setRawData(ByteString.copyFrom(new byte[8]))));
        for (long[] shape : new long[][] {{-1}, {1L << 40}, {1L << 20, 1L << 20}, {Long.MAX_VALUE, 2}}) {
            requireRefused(
                    "declares the shape " + Arrays.toString(shape),
                    model -> model.getGraphBuilder().setInitializer(0, tensor("w", DataType.FLOAT, shape)));
        }
    }

    @Test
    void namesThatStandTwiceAreRefused() {
        requireRefused(
                "stores the tensor \"w\" twice",
                model -> model.getGraphBuilder().addInitializer(tensor("w", DataType.FLOAT, 0)));
        OnnxMl.StringStringEntryProto entry = OnnxMl.StringStringEntryProto.newBuilder()
                .setKey("k")
                .setValue("v")
                .build();
        requireRefused(
                "has the metadata key \"k\" twice",
                model -> model.addMetadataProps(entry).addMetadataProps(entry));
    }

    @Test
    void whatIsNotUnderstoodWholeIsRefused() {
        requireRefused(
                "has ONNX opset 8: 9 to 21 are supported",
                model -> model.setOpsetImport(
                        0, OnnxMl.OperatorSetIdProto.newBuilder().setVersion(8)));
        requireRefused(
                "has ONNX opset 22: 9 to 21 are supported",
                model -> model.setOpsetImport(
                        0, OnnxMl.OperatorSetIdProto.newBuilder().setVersion(22)));
        requireRefused("has ONNX opset 0", OnnxMl.ModelProto.Builder::clearOpsetImport);
        requireRefused("has local functions", model -> model.addFunctions(OnnxMl.FunctionProto.newBuilder()));
        requireRefused(
                "has sparse tensors",
                model -> model.getGraphBuilder().addSparseInitializer(OnnxMl.SparseTensorProto.newBuilder()));
        requireRefused(
                "takes or gives \"x\", which is not a float32 tensor",
                model -> model.getGraphBuilder().setInput(0, value("x", DataType.DOUBLE)));
        requireRefused(
                "attribute \"body\" of type GRAPH: this is not supported",
                model -> model.getGraphBuilder()
                        .getNodeBuilder(0)
                        .addAttribute(OnnxMl.AttributeProto.newBuilder()
                                .setName("body")
                                .setType(OnnxMl.AttributeProto.AttributeType.GRAPH)));
        requireRefused("is not an ONNX file with a graph", OnnxMl.ModelProto.Builder::clearGraph);
    }

    @Test
    void anInputThatIsStoredNeedNotBeFed() {
        // As files of IR version 3 and older list their weights.
        OnnxMl.ModelProto.Builder model = model();
        model.getGraphBuilder().addInput(value("w", DataType.FLOAT));
        assertThat(GraphReader.read("a.onnx", model.build().toByteArray()).inputs())
                .extracting(ValueInfo::name)
                .containsExactly("x");
    }

    @Test
    void filesThatAreNoneAreRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.onnx");
        assertThatThrownBy(() -> GraphReader.read(file))
                .isInstanceOf(LikenessException.class)
                .hasMessage(file + ": no such file; an ONNX encoder is expected");
        byte[] whole = model().build().toByteArray();
        for (byte[] bytes : List.of(
                new byte[0],
                "not a model, but a text".getBytes(StandardCharsets.UTF_8),
                Arrays.copyOf(whole, whole.length / 2),
                Arrays.copyOf(whole, whole.length - 1))) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> GraphReader.read(file))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageStartingWith(file.toString());
        }
        assertThatThrownBy(() -> GraphReader.read(folder)).isInstanceOf(LikenessException.class);
    }

    @Test
    void whatIsWrittenReadsBackEqual(@TempDir Path folder) {
        for (Architecture architecture : Architecture.values()) {
            NetworkSettings settings = new NetworkSettings(architecture.key(), 96, 8, 0.3, true, true);
            OnnxGraph graph = architecture
                    .build(settings, new SplittableRandom(1))
                    .graph()
                    .withMetadata(Map.of("author", "somebody else"));
            Path file = folder.resolve(architecture.key() + ".onnx");
            GraphWriter.write(graph, file);
            OnnxGraph back = GraphReader.read(file);
            assertThat(back.nodes()).isEqualTo(graph.nodes());
            assertThat(back.inputs()).isEqualTo(graph.inputs());
            assertThat(back.outputs()).isEqualTo(graph.outputs());
            assertThat(back.opsets()).isEqualTo(graph.opsets());
            assertThat(back.metadata()).isEqualTo(graph.metadata());
            assertThat(GraphWriter.bytes(back)).isEqualTo(GraphWriter.bytes(graph));
        }
    }
}
