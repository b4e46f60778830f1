package org.likeness.model.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/** What is changed in a graph on its way in. */
final class ImportEditsTest {
    private static final ImportSettings SETTINGS = new ImportSettings(
            ColorOrder.RGB,
            new Normalization(127.5, 128),
            CropFraction.WHOLE,
            Border.BLACK,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            "");

    private static ImportedEncoder imported(ForeignGraph graph) {
        return EncoderImport.read("net.onnx", graph.bytes(), SETTINGS);
    }

    private static OnnxGraph graph(ForeignGraph graph) {
        return imported(graph).encoder().graph();
    }

    private static List<String> operators(OnnxGraph graph) {
        return graph.nodes().stream().map(Node::operator).toList();
    }

    private static long[] whole(OnnxGraph graph, String name) {
        return ((TensorData.Longs) graph.initializer(name)).values();
    }

    @Test
    void aFixedBatchIsFreedWhereverItIsWritten() {
        ImportedEncoder imported = imported(ForeignGraph.ofOnePicture());
        OnnxGraph graph = imported.encoder().graph();
        assertThat(graph.inputs()).containsExactly(new ValueInfo("data", List.of(-1L, 3L, 16L, 16L)));
        assertThat(whole(graph, "sizes.dynamic")).containsExactly(0, -1);
        assertThat(graph.initializers()).doesNotContainKey("sizes");
        assertThat(imported.changes())
                .contains(
                        "batch of 1 made dynamic at the input \"data\"",
                        "shape of Reshape \"Reshape_3\" made dynamic: [0, -1] was [1, -1]");
    }

    @Test
    void aShapeWithoutAPlaceForTheRestTakesTheBatchAsTheRest() {
        OnnxGraph graph = graph(new ForeignGraph(2, 3, 8, 8)
                .whole("sizes", 2, 8, 24)
                .node("Reshape", "rows", Map.of(), "data", "sizes")
                .node("ReduceMean", "features", Map.of("axes", ints(2), "keepdims", new Attribute.Int(0)), "rows")
                .output("features", 2, 8));
        assertThat(whole(graph, "sizes.dynamic")).containsExactly(-1, 8, 24);
    }

    @Test
    void shapesOfWhatDoesNotDependOnPicturesStay() {
        OnnxGraph graph = graph(new ForeignGraph(1, 3, 8, 8)
                .weights("slopes", 3)
                .whole("channels", 1, 3, 1, 1)
                .node("Reshape", "slope", Map.of(), "slopes", "channels")
                .node("PRelu", "bent", Map.of(), "data", "slope")
                .node("Flatten", "features", Map.of("axis", new Attribute.Int(0)), "bent")
                .output("features", 1, 192));
        assertThat(whole(graph, "channels")).containsExactly(1, 3, 1, 1);
        assertThat(graph.nodes().get(2).attributes()).containsEntry("axis", new Attribute.Int(1));
    }

    @Test
    void aDynamicBatchIsLeftAlone() {
        OnnxGraph graph = graph(ForeignGraph.linear()
                .whole("sizes", 1, 8)
                .node("Reshape", "shaped", Map.of(), "features", "sizes")
                .clearOutputs()
                .output("shaped", -1, 8));
        assertThat(whole(graph, "sizes")).containsExactly(1, 8);
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 17, 18, 21})
    void outputsOfAnyLengthAreBroughtToTheUnitSphere(long opset) {
        OnnxGraph graph = graph(ForeignGraph.linear().opset(opset));
        assertThat(operators(graph)).containsExactly("Flatten", "Gemm", "ReduceL2", "Max", "Div");
        Node length = graph.nodes().get(2);
        boolean axesAreInput = opset >= 18;
        assertThat(length.inputs()).hasSize(axesAreInput ? 2 : 1);
        assertThat(length.attributes().containsKey("axes")).isNotEqualTo(axesAreInput);
        assertThat(graph.opsets()).containsEntry("", opset);
        assertThat(graph.nodes().get(4).outputs()).containsExactly("embedding");
    }

    /** The ways in which exporters write what has length 1 already. */
    static Stream<ForeignGraph> normalized() {
        Map<String, Attribute> rows = Map.of("axes", ints(1));
        return Stream.of(
                ForeignGraph.linear().node("LpNormalization", "unit", Map.of("axis", new Attribute.Int(1)), "features"),
                ForeignGraph.linear()
                        .node("ReduceL2", "length", rows, "features")
                        .node("Div", "unit", Map.of(), "features", "length"),
                ForeignGraph.linear()
                        .stored("least", new TensorData.Floats(new long[0], new float[] {1e-12f}))
                        .node("ReduceL2", "length", Map.of("axes", ints(-1)), "features")
                        .node("Clip", "bounded", Map.of(), "length", "least")
                        .node("Shape", "shape", Map.of(), "features")
                        .node("Expand", "spread", Map.of(), "bounded", "shape")
                        .node("Div", "unit", Map.of(), "features", "spread"),
                ForeignGraph.linear()
                        .whole("axes", 1)
                        .node("Mul", "squares", Map.of(), "features", "features")
                        .node("ReduceSum", "sum", Map.of(), "squares", "axes")
                        .node("Sqrt", "length", Map.of(), "sum")
                        .node("Div", "unit", Map.of(), "features", "length"));
    }

    @ParameterizedTest
    @MethodSource("normalized")
    void whatHasLengthOneIsOnlyRenamed(ForeignGraph foreign) {
        OnnxGraph graph = graph(foreign.clearOutputs().output("unit", -1, 8));
        assertThat(operators(graph))
                .doesNotContain("Max")
                .filteredOn("Div"::equals)
                .hasSizeLessThan(2);
        assertThat(graph.nodes().get(graph.nodes().size() - 1).outputs()).containsExactly("embedding");
    }

    @Test
    void whatOnlyLooksNormalizedIsNormalized() {
        Map<String, Attribute> rows = Map.of("axes", ints(1));
        ForeignGraph scaled = ForeignGraph.linear()
                .weights("factor")
                .node("LpNormalization", "unit", Map.of(), "features")
                .node("Mul", "scaled", Map.of(), "unit", "factor");
        ForeignGraph overBatch = ForeignGraph.linear()
                .node("ReduceL2", "length", Map.of("axes", ints(0)), "features")
                .node("Div", "scaled", Map.of(), "features", "length");
        ForeignGraph byAnother = ForeignGraph.linear()
                .node("ReduceL2", "length", rows, "flat")
                .node("Div", "scaled", Map.of(), "features", "length");
        ForeignGraph byTheSum = ForeignGraph.linear()
                .node("ReduceL1", "length", rows, "features")
                .node("Div", "scaled", Map.of(), "features", "length");
        for (ForeignGraph foreign : List.of(scaled, overBatch, byAnother, byTheSum)) {
            assertThat(operators(graph(foreign.clearOutputs().output("scaled", -1, 8))))
                    .endsWith("ReduceL2", "Max", "Div");
        }
    }

    @Test
    void aValueThatHasTheOutputsNameGivesWay() {
        OnnxGraph graph = graph(ForeignGraph.linear()
                .node("Relu", "embedding", Map.of(), "features")
                .node("Sigmoid", "sphere", Map.of(), "embedding")
                .clearOutputs()
                .output("sphere", -1, 8));
        assertThat(graph.nodes().get(2).outputs()).containsExactly("embedding.inner");
        assertThat(graph.nodes().get(3).inputs()).containsExactly("embedding.inner");
        assertThat(graph.nodes().get(6).outputs()).containsExactly("embedding");
    }

    @Test
    void weightsBiasesScalesAndSlopesLearnAndNothingElse() {
        assertThat(imported(ForeignGraph.ofOnePicture()).encoder().trainable())
                .containsExactly("w", "scale", "shift", "slope", "v", "c");
        ForeignGraph normalizing = new ForeignGraph(-1, 3, 8, 8)
                .weights("gray", 1)
                .weights("factor", 1)
                .weights("turned", 8, 192)
                .weights("bias", 8)
                .node("Sub", "centered", Map.of(), "data", "gray")
                .node("Mul", "scaled", Map.of(), "centered", "factor")
                .node("Flatten", "flat", Map.of(), "scaled")
                .node("Transpose", "matrix", Map.of(), "turned")
                .node("MatMul", "product", Map.of(), "flat", "matrix")
                .node("Add", "features", Map.of(), "bias", "product")
                .output("features", -1, 8);
        assertThat(imported(normalizing).encoder().trainable()).containsExactly("turned", "bias");
    }

    @Test
    void statisticsThatShareATensorGetOneOfTheirOwn() {
        ForeignGraph graph = new ForeignGraph(-1, 3, 8, 8)
                .weights("zeros", 3)
                .positive("ones", 3)
                .node("BatchNormalization", "first", Map.of(), "data", "ones", "zeros", "zeros", "ones")
                .node("BatchNormalization", "second", Map.of(), "first", "ones", "zeros", "zeros", "ones")
                .node("Flatten", "features", Map.of(), "second")
                .output("features", -1, 192);
        EncoderModel encoder = imported(graph).encoder();
        assertThat(encoder.trainable()).containsExactly("ones", "zeros");
        List<String> statistics = encoder.graph().nodes().stream()
                .filter(node -> node.operator().equals("BatchNormalization"))
                .flatMap(node -> node.inputs().subList(3, 5).stream())
                .toList();
        assertThat(statistics).hasSize(4).doesNotHaveDuplicates().doesNotContain("zeros", "ones");
        assertThat(encoder.graph().initializer(statistics.get(2)))
                .usingRecursiveComparison()
                .isEqualTo(encoder.graph().initializer("zeros"));
    }

    @Test
    void aConstantThatSharesATensorWithWhatLearnsStays() {
        EncoderModel encoder = imported(new ForeignGraph(-1, 3, 8, 8)
                        .weights("w", 3, 3, 1, 1)
                        .weights("zeros", 3)
                        .whole("columns", 3, 1, 1)
                        .node("Reshape", "gray", Map.of(), "zeros", "columns")
                        .node("Sub", "centered", Map.of(), "data", "gray")
                        .node("Conv", "map", Map.of(), "centered", "w", "zeros")
                        .node("Flatten", "features", Map.of(), "map")
                        .output("features", -1, 192))
                .encoder();
        assertThat(encoder.trainable()).containsExactly("w", "zeros");
        assertThat(encoder.graph().nodes().get(0).inputs()).containsExactly("zeros.fixed", "columns");
        assertThat(encoder.graph().nodes().get(2).inputs()).containsExactly("centered", "w", "zeros");
    }

    @Test
    void anotherNameOfAStoredTensorIsTheTensor() {
        // As PyTorch's exporter writes equal tensors since 1.11.
        EncoderModel encoder = imported(new ForeignGraph(-1, 3, 8, 8)
                        .weights("shift", 3)
                        .positive("scale", 3)
                        .node("Identity", "mean", Map.of(), "shift")
                        .node("Identity", "again", Map.of(), "scale")
                        .node("Identity", "variance", Map.of(), "again")
                        .node("BatchNormalization", "normed", Map.of(), "data", "scale", "shift", "mean", "variance")
                        .node("Flatten", "features", Map.of(), "normed")
                        .output("features", -1, 192))
                .encoder();
        assertThat(operators(encoder.graph())).startsWith("BatchNormalization", "Flatten");
        assertThat(encoder.graph().nodes().get(0).inputs())
                .containsExactly("data", "scale", "shift", "shift.running", "scale.running");
        assertThat(encoder.trainable()).containsExactly("scale", "shift");
    }

    @Test
    void constantsAmongTheNodesAreStored() {
        Attribute values = new Attribute.Tensor(new TensorData.Floats(new long[] {192, 1}, new float[192]));
        EncoderModel encoder = imported(new ForeignGraph(-1, 3, 8, 8)
                        .node("Constant", "v", Map.of("value", values))
                        .node("Flatten", "flat", Map.of(), "data")
                        .node("MatMul", "features", Map.of(), "flat", "v")
                        .output("features", -1, 1))
                .encoder();
        assertThat(operators(encoder.graph())).doesNotContain("Constant");
        assertThat(encoder.trainable()).containsExactly("v");
    }

    @Test
    void halfPrecisionBecomesSingle() {
        byte[] halves = new byte[2 * 192];
        for (int i = 0; i < 192; i++) {
            halves[2 * i + 1] = 0x3e; // 0x3e00 is 1.5
        }
        ImportedEncoder imported = imported(new ForeignGraph(-1, 3, 8, 8)
                .stored("v", new TensorData.Other(ElementType.FLOAT16, new long[] {192, 1}, halves))
                .node("Cast", "half", Map.of("to", new Attribute.Int(10)), "data")
                .node("Flatten", "flat", Map.of(), "half")
                .node("MatMul", "product", Map.of(), "flat", "v")
                .node("Cast", "features", Map.of("to", new Attribute.Int(1)), "product")
                .output("features", -1, 1));
        OnnxGraph graph = imported.encoder().graph();
        assertThat(((TensorData.Floats) graph.initializer("v")).values()).containsOnly(1.5f);
        assertThat(graph.nodes().get(0).attributes()).containsEntry("to", new Attribute.Int(1));
        assertThat(imported.encoder().trainable()).containsExactly("v");
        assertThat(imported.changes()).contains("half precision made single: 1 tensors, 1 casts");
    }

    private static Attribute ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }

    /** data [1, 3, 8, 8] → Conv → PRelu with slopes of that shape → features [1, 8]. */
    private static ForeignGraph bent(long... slopes) {
        return new ForeignGraph(1, 3, 8, 8)
                .opset(9)
                .weights("w", 8, 3, 8, 8)
                .weights("slope", slopes)
                .node("Conv", "map", Map.of(), "data", "w")
                .node("PRelu", "bent", Map.of(), "map", "slope")
                .node("Flatten", "features", Map.of(), "bent")
                .output("features", 1, 8);
    }

    @Test
    void slopesAsMxnetExportedThemAreOneAChannel() {
        ImportedEncoder imported = imported(bent(8));
        assertThat(imported.changes()).contains("slopes of 1 PRelu taken as one a channel: [C] made [C, 1, 1]");
        OnnxGraph graph = imported.encoder().graph();
        Node prelu = graph.nodes().stream()
                .filter(node -> node.operator().equals("PRelu"))
                .findFirst()
                .orElseThrow();
        assertThat(graph.initializer(prelu.input(1)).shape()).containsExactly(8, 1, 1);
        assertThat(imported.encoder().trainable()).contains(prelu.input(1));
        assertThat(imported(bent(8, 1, 1)).changes()).noneMatch(change -> change.contains("PRelu"));
        assertThat(imported(bent(1)).changes()).noneMatch(change -> change.contains("PRelu"));
    }

    @Test
    void halfPrecisionAtTheEdgesIsWidened() throws IOException {
        OnnxMl.ModelProto.Builder model =
                OnnxMl.ModelProto.parseFrom(ForeignGraph.linear().bytes()).toBuilder();
        OnnxMl.GraphProto.Builder proto = model.getGraphBuilder();
        for (OnnxMl.ValueInfoProto.Builder value : List.of(proto.getInputBuilder(0), proto.getOutputBuilder(0))) {
            value.getTypeBuilder().getTensorTypeBuilder().setElemType(ElementType.FLOAT16.number());
        }
        OnnxMl.TensorProto weights = proto.getInitializer(0);
        ByteBuffer halves = ByteBuffer.allocate(2 * 192 * 8).order(ByteOrder.LITTLE_ENDIAN);
        while (halves.hasRemaining()) {
            halves.putShort((short) 0x3800); // a half
        }
        proto.setInitializer(
                0,
                weights.toBuilder()
                        .setDataType(ElementType.FLOAT16.number())
                        .setRawData(ByteString.copyFrom(halves.flip())));
        byte[] bytes = model.build().toByteArray();
        assertThat(operators(GraphReader.read("net.onnx", bytes))).containsExactly("Cast", "Flatten", "Gemm", "Cast");
        ImportedEncoder imported = EncoderImport.read("net.onnx", bytes, SETTINGS);
        assertThat(imported.changes()).anyMatch(change -> change.startsWith("half precision made single"));
        OnnxGraph graph = imported.encoder().graph();
        assertThat(graph.initializers().values()).noneMatch(TensorData.Other.class::isInstance);
        assertThat(graph.nodes())
                .filteredOn(node -> node.operator().equals("Cast"))
                .allMatch(node -> node.integer("to", 0) == 1);
    }

    @Test
    void nodesThatLookAtTheWholeBatchAreRefusedForIt() {
        assertThatThrownBy(() -> imported(new ForeignGraph(-1, 3, 8, 8)
                        .node("DynamicQuantizeLinear", "coarse", Map.of(), "data")
                        .node("Flatten", "features", Map.of(), "coarse")
                        .output("features", -1, 192)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("net.onnx: node \"DynamicQuantizeLinear_0\" (DynamicQuantizeLinear)")
                .hasMessageContaining("from the whole batch, so that an embedding depends on the other pictures");
        assertThatThrownBy(() -> imported(new ForeignGraph(-1, 3, 8, 8)
                        .opset(15)
                        .weights("scale", 3)
                        .weights("shift", 3)
                        .weights("mean", 3)
                        .positive("variance", 3)
                        .node(
                                "BatchNormalization",
                                "normed",
                                Map.of("training_mode", new Attribute.Int(1)),
                                "data",
                                "scale",
                                "shift",
                                "mean",
                                "variance")
                        .node("Flatten", "features", Map.of(), "normed")
                        .output("features", -1, 192)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("(BatchNormalization): it is in training mode")
                .hasMessageContaining("model.eval()");
    }
}
