package org.likeness.model.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.LikenessException;
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
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

class NewWeightsTest {
    private static final int SIZE = 8;

    private static EncoderSpec spec(int inputSize, int embeddingSize) {
        return new EncoderSpec(
                inputSize,
                inputSize,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                embeddingSize,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "made for a test",
                Map.of(),
                Optional.empty());
    }

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void anArchitectureGetsTheWeightsThatItIsBuiltWith(Architecture architecture) {
        NetworkSettings settings = new NetworkSettings(architecture.key(), 96, 16, 0.3, true, true);
        EncoderModel built = encoder(architecture.build(settings, new SplittableRandom(7)));
        EncoderModel other = encoder(architecture.build(settings, new SplittableRandom(8)));
        EncoderModel redrawn = NewWeights.of(other, "test", new SplittableRandom(7));
        assertThat(other.space()).isNotEqualTo(built.space());
        assertThat(redrawn.space()).isEqualTo(built.space());
        assertThat(redrawn.trainable()).containsExactlyInAnyOrderElementsOf(built.trainable());
    }

    private static EncoderModel encoder(NewNetwork network) {
        return EncoderModel.of(network.graph(), spec(96, 16), network.trainable());
    }

    @Test
    void equalTensorsThatAnExporterStoredOnceBecomeTensorsOfTheirOwn() {
        // Conv, BatchNormalization, PRelu twice over: "ones" is both scales, "zeros" both shifts, "slope" both slopes.
        EncoderModel drawn = NewWeights.of(imported(Map.of()), "test", new SplittableRandom(3));
        List<Node> norms = nodes(drawn, "BatchNormalization");
        assertThat(norms).hasSize(2);
        for (int place = 1; place < 5; place++) {
            assertThat(norms.get(0).input(place)).isNotEqualTo(norms.get(1).input(place));
            float expected = place == 1 || place == 4 ? 1 : 0;
            for (Node norm : norms) {
                assertThat(values(drawn, norm.input(place))).containsOnly(expected);
            }
        }
        List<Node> slopes = nodes(drawn, "PRelu");
        assertThat(slopes.get(0).input(1)).isNotEqualTo(slopes.get(1).input(1));
        assertThat(drawn.trainable())
                .contains(
                        norms.get(0).input(1),
                        norms.get(1).input(1),
                        slopes.get(0).input(1),
                        slopes.get(1).input(1))
                .doesNotContain(norms.get(0).input(3), norms.get(1).input(4))
                .doesNotHaveDuplicates();
    }

    @Test
    void weightsThatLayersShareRemainShared() {
        EncoderModel drawn = NewWeights.of(imported(Map.of()), "test", new SplittableRandom(3));
        List<Node> convolutions = nodes(drawn, "Conv");
        assertThat(convolutions.get(0).input(1)).isEqualTo(convolutions.get(1).input(1));
    }

    @Test
    void deviationsFollowTheNumberOfInputs() {
        EncoderModel drawn = NewWeights.of(imported(Map.of()), "test", new SplittableRandom(5));
        assertThat(deviation(values(drawn, "kernel"))).isCloseTo(Math.sqrt(2.0 / 27), within(0.04)); // 81 of them
        // [192, 64], transposed: an output is the sum of 192 inputs.
        assertThat(deviation(values(drawn, "matrix"))).isCloseTo(Math.sqrt(1.0 / 192), within(0.002));
    }

    @Test
    void weightsInAFormThatHidesTheirInputsAreRefused() {
        assertThatThrownBy(() -> NewWeights.of(imported(Map.of("matrix", "Reshape")), "test", new SplittableRandom(1)))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "the tensor \"matrix\" goes through Reshape before MatMul \"product\": its number of inputs is unknown: new weights cannot be drawn for this network");
    }

    /** As another program exports a network that was never trained. */
    private static EncoderModel imported(Map<String, String> forms) {
        Map<String, TensorData> tensors = new HashMap<>();
        SplittableRandom random = new SplittableRandom(1);
        tensors.put("kernel", drawn(random, 3, 3, 3, 3));
        tensors.put("ones", filled(1, 3));
        tensors.put("zeros", filled(0, 3));
        tensors.put("slope", new TensorData.Floats(new long[] {3, 1, 1}, new float[] {0.1f, 0.1f, 0.1f}));
        tensors.put("matrix", drawn(random, 64, 192));
        tensors.put("shape", new TensorData.Longs(new long[] {2}, new long[] {192, 64}));
        boolean reshaped = forms.containsKey("matrix");
        List<Node> nodes = List.of(
                convolution("x", "c1"),
                norm("c1", "n1"),
                new Node("p1", "", "PRelu", List.of("n1", "slope"), List.of("p1"), Map.of()),
                convolution("p1", "c2"),
                norm("c2", "n2"),
                new Node("p2", "", "PRelu", List.of("n2", "slope"), List.of("p2"), Map.of()),
                new Node("flat", "", "Flatten", List.of("p2"), List.of("flat"), Map.of()),
                reshaped
                        ? new Node("form", "", "Reshape", List.of("matrix", "shape"), List.of("form"), Map.of())
                        : new Node("form", "", "Transpose", List.of("matrix"), List.of("form"), Map.of()),
                new Node("product", "", "MatMul", List.of("flat", "form"), List.of("product"), Map.of()));
        OnnxGraph graph = new OnnxGraph(
                "other",
                Map.of("", 17L),
                List.of(new ValueInfo("x", List.of(-1L, 3L, (long) SIZE, (long) SIZE))),
                List.of(new ValueInfo("product", List.of(-1L, 64L))),
                nodes,
                tensors,
                Map.of());
        ImportSettings settings = new ImportSettings(
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "");
        return EncoderImport.of("other.onnx", graph, Map.of(), settings).encoder();
    }

    private static Node convolution(String input, String output) {
        return new Node(
                output,
                "",
                "Conv",
                List.of(input, "kernel"),
                List.of(output),
                Map.of("pads", new Attribute.Ints(List.of(1L, 1L, 1L, 1L))));
    }

    private static Node norm(String input, String output) {
        return new Node(
                output,
                "",
                "BatchNormalization",
                List.of(input, "ones", "zeros", "zeros", "ones"),
                List.of(output),
                Map.of());
    }

    private static TensorData drawn(SplittableRandom random, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return new TensorData.Floats(shape, values);
    }

    private static TensorData filled(float value, int count) {
        float[] values = new float[count];
        Arrays.fill(values, value);
        return new TensorData.Floats(new long[] {count}, values);
    }

    private static List<Node> nodes(EncoderModel encoder, String operator) {
        return encoder.graph().nodes().stream()
                .filter(node -> node.operator().equals(operator))
                .toList();
    }

    private static float[] values(EncoderModel encoder, String tensor) {
        return ((TensorData.Floats) encoder.graph().initializer(tensor)).values();
    }

    private static double deviation(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares / values.length);
    }
}
