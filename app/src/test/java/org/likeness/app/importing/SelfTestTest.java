package org.likeness.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;
import org.likeness.model.importing.EncoderImport;
import org.likeness.model.importing.ImportSettings;

final class SelfTestTest {
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

    private static EncoderModel encoder(byte[] file) {
        return EncoderImport.read("net.onnx", file, SETTINGS).encoder();
    }

    private static void requireRefused(EncoderModel encoder, String... words) {
        assertThatThrownBy(() -> SelfTest.of(encoder, 1, 1))
                .isInstanceOf(LikenessException.class)
                .message()
                .contains(words)
                .doesNotContain("\n");
    }

    @Test
    void bothEnginesAgreeOnWhatWasImported() {
        SelfTest test = SelfTest.of(encoder(ForeignNetwork.ofOnePicture()), 1, 1);
        assertThat(test.batchDifference()).isLessThan(1e-5);
        assertThat(test.engineDifference())
                .hasValueSatisfying(value -> assertThat(value).isLessThan(1e-5));
        assertThat(test.untrainable()).isEmpty();
    }

    @Test
    void anOperatorThatCannotBeTrainedIsNamedAndTheRestIsTried() {
        SelfTest test = SelfTest.of(encoder(ForeignNetwork.untrainable()), 1, 1);
        assertThat(test.batchDifference()).isLessThan(1e-5);
        assertThat(test.engineDifference()).isEmpty();
        assertThat(test.untrainable())
                .hasValueSatisfying(reason ->
                        assertThat(reason).startsWith("operator Softsign").contains("node \"the-odd-one\""));
    }

    @Test
    void aGraphWithoutWeightsCannotBeTrained() {
        EncoderModel encoder = encoder(ForeignNetwork.ofOnePicture());
        EncoderModel frozen = new EncoderModel(encoder.graph(), encoder.spec(), List.of(), encoder.space());
        assertThat(SelfTest.of(frozen, 1, 1).untrainable()).contains("the graph has no trainable weights");
    }

    @Test
    void aBatchThatFailsIsNotDynamic() {
        Node shape = node("Cast", "shape", Map.of("to", new Attribute.Int(7)), "sizes");
        Node reshape = node("Reshape", "further", Map.of(), "features", "shape");
        TensorData sizes = new TensorData.Floats(new long[] {2}, new float[] {1, 16});
        requireRefused(
                encoder(ForeignNetwork.followedBy(Map.of("sizes", sizes), shape, reshape)),
                "the batch is not dynamic",
                "ONNX Runtime cannot run it on [3, 3, 32, 32]: node ",
                "dynamic_axes");
    }

    @Test
    void rowsThatDependOnEachOtherAreNoDynamicBatch() {
        Node acrossRows = node("LpNormalization", "further", Map.of("axis", new Attribute.Int(0)), "features");
        requireRefused(
                encoder(ForeignNetwork.followedBy(Map.of(), acrossRows)),
                "the batch is not dynamic",
                "for a batch of 3 its embeddings differ from those of single pictures by");
    }

    @Test
    void embeddingsThatDoNotDependOnThePictureAreRefused() {
        Node nothing = node("Mul", "zero", Map.of(), "features", "none");
        Node same = node("Add", "further", Map.of(), "zero", "one");
        Map<String, TensorData> numbers = Map.of(
                "none", new TensorData.Floats(new long[0], new float[] {0}),
                "one", new TensorData.Floats(new long[0], new float[] {1}));
        requireRefused(
                encoder(ForeignNetwork.followedBy(numbers, nothing, same)), "the same embedding for every picture");
        requireRefused(
                encoder(ForeignNetwork.followedBy(numbers, node("Mul", "further", Map.of(), "features", "none"))),
                "an embedding of length 0.0");
    }

    @Test
    void aGraphThatOnnxRuntimeRefusesIsRefused() {
        requireRefused(
                encoder(ForeignNetwork.followedBy(
                        Map.of(), node("Concat", "further", Map.of(), "features"))), // no axis
                "ONNX Runtime rejects the graph");
    }

    private static Node node(String operator, String result, Map<String, Attribute> attributes, String... operands) {
        return new Node(operator, "", operator, List.of(operands), List.of(result), attributes);
    }

    @Test
    void bothEnginesAgreeOnSlopesAsMxnetExportedThem() {
        SelfTest test = SelfTest.of(encoder(ForeignNetwork.ofFlatSlopes()), 1, 1);
        assertThat(test.batchDifference()).isLessThan(1e-5);
        assertThat(test.engineDifference())
                .hasValueSatisfying(value -> assertThat(value).isLessThan(1e-5));
        assertThat(test.untrainable()).isEmpty();
    }

    @Test
    void whatOnnxRuntimeRefusesIsTheModelsFaultAndNamesTheNode() {
        Node index = node("Cast", "index", Map.of("to", new Attribute.Int(7)), "place");
        Node gather = node("Gather", "further", Map.of("axis", new Attribute.Int(1)), "features", "index");
        TensorData place = new TensorData.Floats(
                new long[] {16}, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16});
        requireRefused(
                encoder(ForeignNetwork.followedBy(Map.of("place", place), index, gather)),
                "ONNX Runtime cannot run it on [1, 3, 32, 32]: node \"",
                "(Gather): indices element out of data bounds");
    }
}
