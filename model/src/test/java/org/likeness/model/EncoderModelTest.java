package org.likeness.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.LikelihoodRatio;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceCrop;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

final class EncoderModelTest {
    private static final NewNetwork NETWORK = Architecture.SMALL_RESIDUAL.build(
            new NetworkSettings("small-residual", 32, 8, 0.3, true, true), new SplittableRandom(1));
    private static final EncoderModel ENCODER =
            EncoderModel.of(NETWORK.graph(), spec(CropFraction.WHOLE, ColorOrder.RGB, 127.5), NETWORK.trainable());
    private static final Calibration CALIBRATION = new Calibration(1.1, "3 people held back", 3, 9, 27, List.of());

    private static EncoderSpec spec(FaceCrop crop, ColorOrder order, double mean) {
        return spec(crop, Border.BLACK, order, mean);
    }

    private static EncoderSpec spec(FaceCrop crop, Border border, ColorOrder order, double mean) {
        return new EncoderSpec(
                32,
                32,
                order,
                new Normalization(mean, 128),
                crop,
                border,
                8,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "Apache-2.0",
                "made for a test",
                Map.of("seed", "1", "text", "“quoted”,\nand broken"),
                Optional.empty());
    }

    private static EncoderModel with(EncoderSpec spec) {
        return EncoderModel.of(NETWORK.graph(), spec, NETWORK.trainable());
    }

    @Test
    void whatIsWrittenReadsBackEqual(@TempDir Path folder) {
        EncoderModel encoder = ENCODER.withSpec(ENCODER.spec().withCalibration(CALIBRATION));
        Path file = folder.resolve("encoder.onnx");
        encoder.write(file);
        EncoderModel back = EncoderModel.read(file);
        assertThat(back.spec()).isEqualTo(encoder.spec());
        assertThat(back.trainable()).isEqualTo(encoder.trainable());
        assertThat(back.space()).isEqualTo(encoder.space());
        assertThat(back.bytes()).isEqualTo(encoder.bytes());
        assertThat(back.parameters()).isEqualTo(NETWORK.parameters());
    }

    @Test
    void evidenceAndTheDatasHashReadBackEqual() {
        Calibration full = new Calibration(
                1.1,
                "3 people",
                3,
                9,
                27,
                List.of(new OperatingPoint(0.1, 0.8, 0.05, 0.2, 0.3)),
                Optional.of(new LikelihoodRatio(7.5, -6.25, 0.4, 0.375)),
                Optional.of("0123"),
                Optional.of(new FaceExtraction(
                        Optional.of(new FaceExtraction.Detection("yunet.onnx", "4567", Optional.empty())), true)));
        EncoderModel encoder = ENCODER.withSpec(ENCODER.spec().withCalibration(full));
        EncoderModel back = SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", encoder.bytes()));
        assertThat(back.spec().calibration()).contains(full);
        assertThat(GraphReader.read("a.onnx", encoder.bytes()).metadata().get("likeness.calibration"))
                .as("the golden example, which is what docs/formats/encoder.md lists")
                .isEqualTo(golden("calibration.json"));
        assertThat(back.space()).isEqualTo(ENCODER.space());
    }

    private static String golden(String name) {
        try (InputStream resource = requireNonNull(EncoderModelTest.class.getResourceAsStream(name))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{\"threshold\":-0.5,\"data\":\"a\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[]}",
                "{\"data\":\"a\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[]}",
                "{\"threshold\":1,\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[]}",
                "{\"threshold\":1,\"data\":\"a\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27}",
                "{\"threshold\":1,\"data\":\"a\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[null]}",
                "{\"threshold\":1,\"data\":\"a\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[],\"taking\":{\"detection\":{\"detector\":\"a\"},\"mirror\":true}}"
            })
    void aCalibrationThatIsNotAsDocumentedIsRefusedInOneSentence(String entry) {
        Map<String, String> metadata =
                new LinkedHashMap<>(GraphReader.read("a.onnx", ENCODER.bytes()).metadata());
        metadata.put("likeness.calibration", entry);
        byte[] bytes = GraphWriter.bytes(NETWORK.graph().withMetadata(metadata));
        assertThatThrownBy(() -> SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", bytes)))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("a.onnx: the metadata key likeness.calibration is ")
                .hasMessageEndingWith("JSON as docs/formats/encoder.md gives it is expected");
    }

    @Test
    void aCalibrationFromBeforeThereWasEvidenceIsRead() {
        Map<String, String> metadata =
                new LinkedHashMap<>(GraphReader.read("a.onnx", ENCODER.bytes()).metadata());
        metadata.put(
                "likeness.calibration",
                "{\"threshold\":1.1,\"data\":\"3 people held back\",\"identities\":3,\"genuinePairs\":9,\"impostorPairs\":27,\"points\":[]}");
        byte[] bytes = GraphWriter.bytes(NETWORK.graph().withMetadata(metadata));
        assertThat(SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", bytes))
                        .spec()
                        .calibration())
                .contains(CALIBRATION);
    }

    @Test
    void anEncoderFromBeforeThereWasABorderKeepsTheEdgeAndItsSpace() {
        EncoderModel old = EncoderModel.of(
                NETWORK.graph(), spec(CropFraction.WHOLE, Border.EDGE, ColorOrder.RGB, 127.5), NETWORK.trainable());
        Map<String, String> metadata =
                new LinkedHashMap<>(GraphReader.read("a.onnx", old.bytes()).metadata());
        assertThat(metadata.remove("likeness.border")).isEqualTo("edge");
        byte[] bytes = GraphWriter.bytes(NETWORK.graph().withMetadata(metadata));
        EncoderModel back = SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", bytes));
        assertThat(back.spec()).isEqualTo(old.spec());
        assertThat(back.space()).isEqualTo(old.space()).isNotEqualTo(ENCODER.space());
    }

    @Test
    void meansOfTheChannelsReadBackEqual() {
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.RGB,
                new Normalization(List.of(122.782, 117.001, 104.298), 255),
                CropFraction.WHOLE,
                Border.BLACK,
                8,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
        EncoderModel back = SpecMetadata.read(
                "a.onnx", GraphReader.read("a.onnx", with(spec).bytes()));
        assertThat(back.spec()).isEqualTo(spec);
        assertThat(back.space()).isEqualTo(with(spec).space());
    }

    @Test
    void otherProgramsMetadataAreKept() {
        OnnxGraph described = NETWORK.graph().withMetadata(Map.of("author", "somebody else"));
        EncoderModel encoder = EncoderModel.of(described, ENCODER.spec(), NETWORK.trainable());
        EncoderModel back = SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", encoder.bytes()));
        assertThat(back.graph().metadata()).containsExactly(Map.entry("author", "somebody else"));
        assertThat(back.space()).isEqualTo(ENCODER.space());
    }

    @Test
    void theSpaceIsNeitherCalibrationNorLicenseNorProvenance() {
        EncoderSpec spec = ENCODER.spec();
        assertThat(ENCODER.withSpec(spec.withCalibration(CALIBRATION)).space()).isEqualTo(ENCODER.space());
        assertThat(ENCODER.withSpec(spec.withProvenance(Map.of("seed", "2"))).space())
                .isEqualTo(ENCODER.space());
        EncoderSpec relicensed = new EncoderSpec(
                32,
                32,
                spec.colorOrder(),
                spec.normalization(),
                spec.crop(),
                spec.border(),
                8,
                spec.distance(),
                true,
                "another",
                "elsewhere",
                Map.of(),
                Optional.empty());
        assertThat(with(relicensed).space()).isEqualTo(ENCODER.space());
    }

    @Test
    void anotherInputIsAnotherSpace() {
        assertThat(List.of(
                        with(spec(new CropFraction(0.5, 0.5, 0.9, 1), ColorOrder.RGB, 127.5))
                                .space(),
                        with(spec(CropFraction.WHOLE, ColorOrder.BGR, 127.5)).space(),
                        with(spec(CropFraction.WHOLE, ColorOrder.RGB, 127)).space()))
                .doesNotHaveDuplicates()
                .doesNotContain(ENCODER.space());
        assertThatThrownBy(() -> ENCODER.withSpec(spec(CropFraction.WHOLE, ColorOrder.BGR, 127.5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("another input, crop, size or distance makes another space");
    }

    /** Computed by another program from the description in docs/formats/encoder.md. */
    @Test
    void theIdIsThatOfTheDocumentedBytes() {
        assertThat(documented(Normalization.MOBILE_FACE_NET, Border.EDGE))
                .isEqualTo("3539d815bf49adbdf8a83ff309ca806661ea1f2ff53d528745d4096f61a7a149");
        assertThat(documented(new Normalization(List.of(122.782, 117.001, 104.298), 128), Border.EDGE))
                .isEqualTo("54f2a6300d936c48da7ec3d6f825c972ec962c620760e111b8ec108a98780ffc");
        assertThat(documented(Normalization.MOBILE_FACE_NET, Border.BLACK))
                .isEqualTo("d9f8f2f69d002ca6e4c5e5eb572a31517dab18711ca23995b6ed44f0623ffd70");
    }

    private static String documented(Normalization normalization, Border border) {
        float[] weights = new float[384];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i * 0.5f;
        }
        OnnxGraph graph = new OnnxGraph(
                "any name",
                Map.of("", 17L),
                List.of(new ValueInfo("input", List.of(-1L, 3L, 8L, 8L))),
                List.of(new ValueInfo("embedding", List.of(-1L, 2L))),
                List.of(
                        new Node(
                                "",
                                "",
                                "Flatten",
                                List.of("input"),
                                List.of("flat"),
                                Map.of("axis", new Attribute.Int(1))),
                        new Node(
                                "",
                                "",
                                "Gemm",
                                List.of("flat", "w"),
                                List.of("embedding"),
                                Map.of("transB", new Attribute.Int(1), "alpha", new Attribute.Float(1)))),
                Map.of("w", new TensorData.Floats(new long[] {2, 192}, weights)),
                Map.of());
        EncoderSpec spec = new EncoderSpec(
                8,
                8,
                ColorOrder.RGB,
                normalization,
                CropFraction.WHOLE,
                border,
                2,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
        return EncoderModel.of(graph, spec, List.of("w")).space().sha256();
    }

    @Test
    void eachWeightMakesTheSpace() {
        for (String name : List.of("conv1.weight", "norm1.mean", "prelu1.slope", "sphere.floor")) {
            Map<String, TensorData> tensors =
                    new LinkedHashMap<>(NETWORK.graph().initializers());
            tensors.computeIfPresent(name, (same, data) -> {
                float[] values = ((TensorData.Floats) data).values().clone();
                values[values.length - 1] = Math.nextUp(values[values.length - 1]);
                return new TensorData.Floats(data.shape(), values);
            });
            assertThat(ENCODER.withGraph(NETWORK.graph().withInitializers(tensors))
                            .space())
                    .as(name)
                    .isNotEqualTo(ENCODER.space());
        }
    }

    @Test
    void theOrderInWhichTensorsAreStoredDoesNotMakeTheSpace() {
        List<String> names = new ArrayList<>(NETWORK.graph().initializers().keySet());
        Collections.reverse(names);
        Map<String, TensorData> reversed = new LinkedHashMap<>();
        names.forEach(name -> reversed.put(name, NETWORK.graph().initializer(name)));
        assertThat(ENCODER.withGraph(NETWORK.graph().withInitializers(reversed)).space())
                .isEqualTo(ENCODER.space());
    }

    @Test
    void namesOfNodesDoNotMakeTheSpaceButWhatTheyComputeDoes() {
        assertThat(ENCODER.withGraph(withNodes(node -> new Node(
                                "another name",
                                node.domain(),
                                node.operator(),
                                node.inputs(),
                                node.outputs(),
                                node.attributes())))
                        .space())
                .isEqualTo(ENCODER.space());
        assertThat(ENCODER.withGraph(withNodes(node -> new Node(
                                node.name(),
                                node.domain(),
                                node.operator(),
                                node.inputs(),
                                node.outputs(),
                                node.operator().equals("BatchNormalization") ? Map.of() : node.attributes())))
                        .space())
                .isNotEqualTo(ENCODER.space());
    }

    private static OnnxGraph withNodes(UnaryOperator<Node> change) {
        OnnxGraph graph = NETWORK.graph();
        return new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                graph.outputs(),
                graph.nodes().stream().map(change).toList(),
                graph.initializers(),
                graph.metadata());
    }

    @Test
    void aCopyThatComputesTheSameCarriesTheOriginalsSpace() {
        EncoderId original = new EncoderId("0123456789abcdef".repeat(4));
        EncoderModel copy = new EncoderModel(ENCODER.graph(), ENCODER.spec(), ENCODER.trainable(), original);
        EncoderModel back = SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", copy.bytes()));
        assertThat(back.space()).isEqualTo(original);
    }

    @Test
    void aFileOfVersion1WithItsBritishNamesIsReadAsWhatItIs() {
        OnnxGraph graph = GraphReader.read("a.onnx", ENCODER.bytes());
        Map<String, String> metadata = new HashMap<>(graph.metadata());
        metadata.put("likeness.version", "1");
        Map.of("colorOrder", "colourOrder", "normalized", "normalised", "license", "licence")
                .forEach((name, before) ->
                        metadata.put("likeness." + before, requireNonNull(metadata.remove("likeness." + name))));
        EncoderModel back = SpecMetadata.read("a.onnx", graph.withMetadata(metadata));
        assertThat(back.spec()).isEqualTo(ENCODER.spec());
        assertThat(back.space()).isEqualTo(ENCODER.space());
        assertThat(back.graph().metadata()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version | | no encoder specification",
                "version | 3 | is \"3\": 1 or 2 is expected",
                "inputWidth | | likeness.inputWidth is missing",
                "inputWidth | wide | is \"wide\": a number is expected",
                "inputWidth | 4 | both must lie in [8, 1024]",
                "inputHeight | 64 | the specification says [-1, 3, 64, 32]",
                "embeddingSize | 16 | the specification says [-1, 16]",
                "colorOrder | gray | is \"gray\": rgb or bgr is expected",
                "distance | cosine | is \"cosine\": squared-euclidean is expected",
                "normalized | perhaps | is \"perhaps\": true or false is expected",
                "divisor | 0 | the divisor positive",
                "mean | 1,2 | one for each of the three channels is expected",
                "mean | 1,2, | is \"1,2,\": a number is expected",
                "mean | NaN | the mean must be finite",
                "border | gray | is \"gray\": black or edge is expected",
                "crop | everything | is \"everything\"",
                "crop | fraction:1,2 | four numbers are expected",
                "crop | template:1,2 | a template has 10",
                "provenance | {\"seed\": | JSON as docs/formats/encoder.md gives it is expected",
                "trainable | null | likeness.trainable is \"null\"",
                "trainable | [null] | likeness.trainable is \"[null]\"",
                "provenance | {\"seed\": null} | JSON as docs/formats/encoder.md gives it is expected",
                "provenance | {\"compatibleWith\": \"an old one\"} | encoder id \"an old one\": 64 hexadecimal digits are expected",
                "trainable | [\"nobody\"] | stores no tensor \"nobody\"",
                "calibration | {\"threshold\": -1} | likeness.calibration is",
                "spaceId | 87aacdfe | 64 hexadecimal digits are expected",
            })
    void metadataThatSayNothingSoundAreRefused(String key, @Nullable String value, String message) {
        Map<String, String> metadata =
                new LinkedHashMap<>(GraphReader.read("a.onnx", ENCODER.bytes()).metadata());
        if (value == null) {
            metadata.remove("likeness." + key);
        } else {
            metadata.put("likeness." + key, value);
        }
        byte[] bytes = GraphWriter.bytes(NETWORK.graph().withMetadata(metadata));
        assertThatThrownBy(() -> SpecMetadata.read("a.onnx", GraphReader.read("a.onnx", bytes)))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("a.onnx")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aGraphThatDoesNotFitItsSpecificationIsRefused() {
        OnnxGraph graph = NETWORK.graph();
        OnnxGraph twoOutputs = new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                List.of(graph.outputs().get(0), graph.outputs().get(0)),
                graph.nodes(),
                graph.initializers(),
                Map.of());
        assertThatThrownBy(() -> EncoderModel.of(twoOutputs, ENCODER.spec(), NETWORK.trainable()))
                .isInstanceOf(LikenessException.class)
                .hasMessage("the graph has 1 inputs and 2 outputs: an encoder has one of each");
    }
}
