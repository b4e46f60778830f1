package org.likeness.model.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;

class FusedEncoderTest {
    private static final int BEFORE_PADDING = 4; // batch-normalizations of small-residual before a layer that pads
    private static final Calibration CALIBRATION = new Calibration(0.9, "somebody", 10, 20, 30, List.of());

    @TempDir
    private Path folder;

    private static EncoderModel encoder() {
        NetworkSettings settings = new NetworkSettings("small-residual", 32, 16, 0.2, true, true);
        NewNetwork network = Architecture.SMALL_RESIDUAL.build(settings, new SplittableRandom(1));
        EncoderSpec spec = new EncoderSpec(
                32,
                32,
                ColorOrder.BGR,
                new Normalization(127, 128),
                CropFraction.WHOLE,
                Border.BLACK,
                16,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "MIT",
                "somebody",
                Map.of("seed", "1"),
                Optional.of(CALIBRATION));
        return EncoderModel.of(network.graph().withMetadata(Map.of("producer", "somebody")), spec, network.trainable());
    }

    private static EncoderModel with(EncoderModel encoder, OnnxGraph graph) {
        return EncoderModel.of(graph, encoder.spec(), encoder.trainable());
    }

    private static Node last(EncoderModel encoder, String operator) {
        return encoder.graph().nodes().stream()
                .filter(node -> node.operator().equals(operator))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private static EncoderModel withNode(EncoderModel encoder, Node old, Node... others) {
        List<Node> nodes = new ArrayList<>(encoder.graph().nodes());
        int place = nodes.indexOf(old);
        nodes.remove(place);
        nodes.addAll(place, List.of(others));
        return with(encoder, encoder.graph().withNodes(nodes));
    }

    @Test
    void aCopyIsOfTheSameSpaceAndSaysTheSameOfItselfWhenReadAgain() {
        EncoderModel original = encoder();
        Path file = folder.resolve("fused.onnx");
        FusedEncoder fused = FusedEncoder.of(original);
        fused.encoder().write(file);
        EncoderModel read = EncoderModel.read(file);
        assertThat(read.space()).isEqualTo(original.space());
        assertThat(EncoderModel.of(read.graph(), read.spec(), List.of()).space())
                .isNotEqualTo(original.space());
        assertThat(read.spec()).isEqualTo(original.spec());
        assertThat(read.graph().metadata()).containsExactlyEntriesOf(Map.of("producer", "somebody"));
        assertThat(read.trainable()).isEmpty();
        assertThat(fused.folded()).isPositive();
        assertThat(fused.removed()).isEqualTo(1); // the Dropout
    }

    @Test
    void theOriginalIsLeftAsItWas() {
        EncoderModel original = encoder();
        byte[] before = original.bytes();
        FusedEncoder.of(original);
        assertThat(original.bytes()).isEqualTo(before);
    }

    @Test
    void aCopyOfACopyIsTheSameCopy() {
        FusedEncoder once = FusedEncoder.of(encoder());
        FusedEncoder twice = FusedEncoder.of(once.encoder());
        assertThat(twice.folded() + twice.removed()).isZero();
        assertThat(twice.encoder().bytes()).isEqualTo(once.encoder().bytes());
    }

    @Test
    void namesOfInputAndOutputStayAndNothingUnusedIsStored() {
        EncoderModel original = encoder();
        OnnxGraph graph = FusedEncoder.of(original).encoder().graph();
        assertThat(graph.inputs()).isEqualTo(original.graph().inputs());
        assertThat(graph.outputs()).isEqualTo(original.graph().outputs());
        assertThat(graph.initializers().keySet())
                .allSatisfy(name -> assertThat(graph.nodes())
                        .anySatisfy(node -> assertThat(node.inputs()).contains(name)));
    }

    @Test
    void anIdleNodeThatGivesTheOutputHandsItsNameOn() {
        EncoderModel original = encoder();
        Node sphere = last(original, "Div");
        Node renamed = new Node("sphere", "", "Div", sphere.inputs(), List.of("inner"), Map.of());
        Node idle = new Node("idle", "", "Identity", List.of("inner"), List.of("embedding"), Map.of());
        EncoderModel fused =
                FusedEncoder.of(withNode(original, sphere, renamed, idle)).encoder();
        assertThat(fused.graph().nodes()).noneMatch(node -> node.operator().equals("Identity"));
        assertThat(last(fused, "Div").outputs()).containsExactly("embedding");
    }

    @Test
    void aLayerThatOthersReadAsWellKeepsItsWeights() {
        EncoderModel original = encoder();
        Node norm = original.graph().nodes().stream()
                .filter(AffineMap::isBatchNormalization)
                .findFirst()
                .orElseThrow();
        Node sum = new Node("sum", "", "Add", List.of("normed", norm.input(0)), norm.outputs(), Map.of());
        Node first = new Node("norm", "", norm.operator(), norm.inputs(), List.of("normed"), norm.attributes());
        FusedEncoder fused = FusedEncoder.of(withNode(original, norm, first, sum));
        assertThat(fused.unfolded()).isEqualTo(BEFORE_PADDING + 1);
    }

    @Test
    void weightsThatTwoLayersShareStayWithTheOther() {
        EncoderModel original = encoder();
        List<Node> convolutions = original.graph().nodes().stream()
                .filter(node -> node.operator().equals("Conv"))
                .toList();
        Node one = convolutions.get(1);
        Node other = convolutions.stream()
                .filter(node -> node != one
                        && java.util.Arrays.equals(
                                original.graph().initializer(node.input(1)).shape(),
                                original.graph().initializer(one.input(1)).shape()))
                .findFirst()
                .orElseThrow();
        List<String> inputs = new ArrayList<>(other.inputs());
        inputs.set(1, one.input(1));
        OnnxGraph graph = FusedEncoder.of(withNode(original, other, other.withInputs(inputs)))
                .encoder()
                .graph();
        List<String> weights = graph.nodes().stream()
                .filter(node -> node.operator().equals("Conv"))
                .map(node -> node.input(1))
                .toList();
        assertThat(weights).doesNotHaveDuplicates();
    }

    @Test
    void aDropoutThatIsToldToTrainIsRefused() {
        assertThat(FusedEncoder.of(withDropoutMode(false)).removed()).isEqualTo(1);
        assertThatThrownBy(() -> withDropoutMode(true))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("(Dropout): it is in training mode and drops values at random");
    }

    private static EncoderModel withDropoutMode(boolean training) {
        EncoderModel original = encoder();
        Node dropout = last(original, "Dropout");
        Map<String, TensorData> stored = new HashMap<>(original.graph().initializers());
        byte[] flag = {(byte) (training ? 1 : 0)};
        stored.put("mode", new TensorData.Other(ElementType.BOOL, new long[0], flag));
        return withNode(
                with(original, original.graph().withInitializers(stored)),
                dropout,
                dropout.withInputs(List.of(dropout.input(0), dropout.input(1), "mode")));
    }

    @Test
    void aBatchNormalizationThatWouldDivideByNothingStays() {
        EncoderModel original = encoder();
        Node norm = last(original, "BatchNormalization");
        Map<String, Attribute> attributes = Map.of("epsilon", new Attribute.Float(0));
        Map<String, TensorData> stored = new HashMap<>(original.graph().initializers());
        stored.computeIfPresent(
                norm.input(4), (name, data) -> new TensorData.Floats(data.shape(), new float[data.elements()]));
        EncoderModel broken = withNode(
                with(original, original.graph().withInitializers(stored)),
                norm,
                new Node("norm", "", norm.operator(), norm.inputs(), norm.outputs(), attributes));
        assertThat(FusedEncoder.of(broken).unfolded()).isEqualTo(BEFORE_PADDING + 1);
    }
}
