package org.likeness.model.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.model.EncoderModel;
import org.likeness.model.SpecReview;
import org.likeness.model.catalog.Catalog;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.ValueInfo;

final class EncoderImportTest {
    private static final ImportSettings PLAIN = settings(Optional.empty(), Optional.empty(), Optional.empty());

    private static ImportSettings settings(
            Optional<Integer> inputSize, Optional<Integer> embeddingSize, Optional<String> output) {
        return new ImportSettings(
                ColorOrder.BGR,
                new Normalization(127.5, 127.5),
                CropFraction.WHOLE,
                Border.BLACK,
                inputSize,
                embeddingSize,
                output,
                "MIT",
                "somebody");
    }

    private static ImportedEncoder imported(ForeignGraph graph, ImportSettings settings) {
        return EncoderImport.read("folder/net.onnx", graph.bytes(), settings);
    }

    private static OnnxGraph graph(ForeignGraph graph) {
        return imported(graph, PLAIN).encoder().graph();
    }

    private static void requireRefused(ForeignGraph graph, ImportSettings settings, String message) {
        assertThatThrownBy(() -> imported(graph, settings))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("folder/net.onnx")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    private static List<String> operators(OnnxGraph graph) {
        return graph.nodes().stream().map(Node::operator).toList();
    }

    @Test
    void whatIsImportedIsAnEncoderThatWritesAndReads(@TempDir Path folder) {
        EncoderModel encoder = imported(ForeignGraph.ofOnePicture(), PLAIN).encoder();
        assertThat(encoder.graph().outputs()).containsExactly(new ValueInfo("embedding", List.of(-1L, 8L)));
        assertThat(encoder.spec().embeddingSize()).isEqualTo(8);
        assertThat(encoder.spec().inputWidth()).isEqualTo(16);
        assertThat(encoder.spec().normalized()).isTrue();
        assertThat(encoder.spec().colorOrder()).isEqualTo(ColorOrder.BGR);
        assertThat(encoder.spec().license()).isEqualTo("MIT");
        assertThat(encoder.spec().origin()).isEqualTo("somebody");
        assertThat(encoder.spec().calibration()).isEmpty();
        Path file = folder.resolve("encoder.onnx");
        encoder.write(file);
        EncoderModel back = EncoderModel.read(file);
        assertThat(back.spec()).isEqualTo(encoder.spec());
        assertThat(back.space()).isEqualTo(encoder.space());
        assertThat(back.bytes()).isEqualTo(encoder.bytes());
    }

    @Test
    void provenanceNamesTheFileAndItsHash() {
        ForeignGraph graph = ForeignGraph.linear().metadata("author", "somebody else");
        EncoderModel encoder = imported(graph, PLAIN).encoder();
        assertThat(encoder.spec().provenance()).containsEntry("importedFrom", "net.onnx");
        assertThat(encoder.spec().provenance().get("importedSha256")).matches("[0-9a-f]{64}");
        assertThat(encoder.graph().metadata()).containsEntry("author", "somebody else");
    }

    @Test
    void theSameFileGivesTheSameSpaceWhateverItsLicense() {
        EncoderModel first = imported(ForeignGraph.ofOnePicture(), PLAIN).encoder();
        ImportSettings relicensed = new ImportSettings(
                PLAIN.colorOrder(),
                PLAIN.normalization(),
                PLAIN.crop(),
                Border.BLACK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
        assertThat(imported(ForeignGraph.ofOnePicture(), relicensed).encoder().space())
                .isEqualTo(first.space());
    }

    @Test
    void aGraphThatNormalizesItselfIsPointedOut() {
        ForeignGraph graph = new ForeignGraph(-1, 3, 8, 8)
                .weights("gray", 1)
                .node("Sub", "centered", Map.of(), "data", "gray")
                .node("Flatten", "features", Map.of(), "centered")
                .output("features", -1, 192);
        assertThat(SpecReview.of(imported(graph, PLAIN).encoder()))
                .singleElement()
                .asString()
                .startsWith("the graph begins with Sub \"Sub_0\"")
                .contains("(pixel - 127.5) / 127.5");
        ImportSettings asItIs = ImportProfile.SFACE.settings();
        assertThat(SpecReview.of(imported(ForeignGraph.ofOnePicture(), PLAIN).encoder()))
                .isEmpty();
        assertThat(asItIs.normalization()).isEqualTo(new Normalization(0, 1));
    }

    @Test
    void theEmbeddingIsChosenAmongSeveralOutputs() {
        ForeignGraph graph = ForeignGraph.linear()
                .weights("classes", 8, 100)
                .node("MatMul", "scores", Map.of(), "features", "classes")
                .output("scores", -1, 100);
        requireRefused(graph, PLAIN, "has the outputs [features, scores]");
        ImportedEncoder imported =
                imported(graph, settings(Optional.empty(), Optional.empty(), Optional.of("features")));
        assertThat(operators(imported.encoder().graph())).doesNotContain("MatMul");
        assertThat(imported.encoder().graph().initializers()).doesNotContainKey("classes");
        assertThat(imported.changes()).contains("1 nodes removed, on which the embedding does not depend");
        requireRefused(
                graph,
                settings(Optional.empty(), Optional.empty(), Optional.of("logits")),
                "has no value \"logits\"; its outputs are [features, scores]");
    }

    @Test
    void anInnerValueIsTheEmbeddingWhereItsSizeIsStated() {
        ForeignGraph graph = ForeignGraph.linear()
                .weights("classes", 8, 100)
                .node("MatMul", "scores", Map.of(), "features", "classes")
                .clearOutputs()
                .output("scores", -1, 100);
        requireRefused(
                graph,
                settings(Optional.empty(), Optional.empty(), Optional.of("features")),
                "does not define the embedding size");
        EncoderModel encoder = imported(graph, settings(Optional.empty(), Optional.of(8), Optional.of("features")))
                .encoder();
        assertThat(encoder.spec().embeddingSize()).isEqualTo(8);
        assertThat(operators(encoder.graph())).containsExactly("Flatten", "Gemm", "Flatten", "ReduceL2", "Max", "Div");
    }

    @Test
    void rowsAndColumnsOfOneAreFlattened() {
        OnnxGraph graph = graph(new ForeignGraph(-1, 3, 8, 8)
                .node("GlobalAveragePool", "features", Map.of(), "data")
                .output("features", -1, 3, 1, 1));
        assertThat(operators(graph)).containsExactly("GlobalAveragePool", "Flatten", "ReduceL2", "Max", "Div");
        requireRefused(
                new ForeignGraph(-1, 3, 8, 8)
                        .node("Relu", "map", Map.of(), "data")
                        .output("map", -1, 3, 8, 8),
                PLAIN,
                "gives \"map\" of shape [-1, 3, 8, 8]: an embedding is [batch, D]");
    }

    @Test
    void picturesWithColorsLastAreTurned() {
        EncoderModel encoder = imported(
                        new ForeignGraph(-1, 16, 12, 3)
                                .node("Flatten", "features", Map.of(), "data")
                                .output("features", -1, 576),
                        PLAIN)
                .encoder();
        assertThat(encoder.graph().inputs()).containsExactly(new ValueInfo("data", List.of(-1L, 3L, 16L, 12L)));
        assertThat(encoder.spec().inputHeight()).isEqualTo(16);
        assertThat(encoder.spec().inputWidth()).isEqualTo(12);
        Node first = encoder.graph().nodes().get(0);
        assertThat(first.operator()).isEqualTo("Transpose");
        assertThat(first.attributes()).containsEntry("perm", ints(0, 2, 3, 1));
        assertThat(encoder.graph().nodes().get(1).inputs()).isEqualTo(first.outputs());
    }

    @Test
    void anOpenSizeOfPicturesIsStatedByTheSettings() {
        ForeignGraph open = new ForeignGraph(-1, 3, -1, -1)
                .node("GlobalAveragePool", "mean", Map.of(), "data")
                .node("Flatten", "features", Map.of(), "mean")
                .output("features", -1, 3);
        requireRefused(open, PLAIN, "does not define the size of its pictures");
        EncoderModel encoder =
                imported(open, ImportProfile.FACENET_160.settings()).encoder();
        assertThat(encoder.graph().inputs().get(0).shape()).containsExactly(-1L, 3L, 160L, 160L);
        requireRefused(
                ForeignGraph.ofOnePicture(),
                ImportProfile.ARCFACE_112.settings(),
                "takes pictures of 16 pixels a side: 112 were expected");
    }

    @Test
    void graphsThatAreNoEncodersAreRefused() {
        requireRefused(
                ForeignGraph.linear()
                        .input("mask", -1, 8)
                        .node("Mul", "masked", Map.of(), "features", "mask")
                        .clearOutputs()
                        .output("masked", -1, 8),
                PLAIN,
                "has the inputs [data, mask]: an encoder has one input, the pictures");
        requireRefused(
                new ForeignGraph(-1, 1, 8, 8)
                        .node("Flatten", "x", Map.of(), "data")
                        .output("x", -1, 64),
                PLAIN,
                "takes \"data\" of shape [-1, 1, 8, 8]: pictures are [batch, 3, height, width]");
        for (long size : new long[] {1, 1 << 20}) {
            requireRefused(
                    new ForeignGraph(-1, 3, size, 8)
                            .node("Flatten", "x", Map.of(), "data")
                            .output("x", -1, 64),
                    PLAIN,
                    String.format(Locale.ROOT, "takes pictures of %d pixels a side: 8 to 1024 are supported", size));
        }
        requireRefused(
                new ForeignGraph(-1, 3, Long.MAX_VALUE, 8)
                        .node("Flatten", "x", Map.of(), "data")
                        .output("x", -1, 64),
                PLAIN,
                "up to 536,870,912 numbers are supported");
        requireRefused(
                ForeignGraph.linear().clearOutputs().output("features", -1, Long.MAX_VALUE),
                PLAIN,
                String.format(Locale.ROOT, "gives embeddings of %d numbers: 1 to 65536 are supported", Long.MAX_VALUE));
        requireRefused(
                ForeignGraph.linear(),
                settings(Optional.empty(), Optional.of(512), Optional.empty()),
                "gives embeddings of 8 numbers, not 512");
    }

    /** A file's bytes are changed at random: it is read or refused as a mistake, never anything else. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void damagedFilesAreReadOrRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] whole = ForeignGraph.ofOnePicture().bytes();
        int header = 1000; // names, shapes and attributes lie before the weights
        for (int i = 0; i < 500; i++) {
            byte[] damaged =
                    random.nextInt(10) == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int changes = random.nextInt(1, 4); changes > 0 && damaged.length > 0; changes--) {
                damaged[random.nextInt(Math.min(header, damaged.length))] = (byte) random.nextInt(256);
            }
            try {
                EncoderImport.read("folder/net.onnx", damaged, PLAIN);
            } catch (LikenessException e) {
                assertThat(e).hasMessageStartingWith("folder/net.onnx");
            }
        }
    }

    @Test
    void anEncoderIsNotImportedTwice() {
        requireRefused(
                ForeignGraph.linear().metadata("likeness.version", "1"),
                PLAIN,
                "already is an encoder with a specification: use it directly");
    }

    @ParameterizedTest
    @EnumSource(ImportProfile.class)
    void profilesAreFoundByTheirNames(ImportProfile profile) {
        assertThat(ImportProfile.named(profile.key())).isEqualTo(profile);
        assertThat(profile.settings().inputSize()).contains(profile.inputSize());
        if (profile.crop() instanceof FivePointTemplate template) {
            double[] points = template.points();
            assertThat(Arrays.stream(points)).allMatch(place -> place > 0 && place < profile.inputSize());
            assertThat(points[0])
                    .as("the person's right eye is left in the picture")
                    .isLessThan(points[2]);
            assertThat(points[1]).as("eyes lie above the mouth").isLessThan(points[7]);
        }
    }

    @Test
    void theCatalogsEncodersHaveProfilesThatExist() {
        assertThat(Catalog.standard().entries().stream()
                        .flatMap(entry -> entry.files().stream())
                        .flatMap(file -> file.profile().stream())
                        .map(ImportProfile::named))
                .contains(ImportProfile.SFACE, ImportProfile.FACEPLUGIN, ImportProfile.DLIB_150);
    }

    @Test
    void anUnknownProfileIsAnsweredWithThoseThereAre() {
        assertThatThrownBy(() -> ImportProfile.named("arcface"))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "no profile \"arcface\": known are arcface-112, sface, facenet-160, dlib-150," + " faceplugin");
    }

    private static Attribute ints(long... values) {
        return new Attribute.Ints(Arrays.stream(values).boxed().toList());
    }
}
