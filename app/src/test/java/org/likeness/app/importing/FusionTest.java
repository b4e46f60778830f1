package org.likeness.app.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
import org.likeness.model.serving.FusedEncoder;

/** What is folded, tried in ONNX Runtime. Networks are small, of 8×8 pixels, with random weights and statistics. */
@Tag("slow")
class FusionTest {
    private static final Attribute ONE = new Attribute.Int(1);

    @ParameterizedTest
    @EnumSource(Architecture.class)
    void everyArchitectureLosesWhatCanBeFolded(Architecture architecture) {
        int size = architecture == Architecture.INCEPTION_RESNET_V1 ? 160 : 64;
        NetworkSettings settings = new NetworkSettings(architecture.key(), size, 16, 0.2, true, true);
        NewNetwork network = architecture.build(settings, new SplittableRandom(1));
        EncoderModel original = EncoderModel.of(
                statistics(network.graph(), new SplittableRandom(2)), spec(size, 16, true), network.trainable());
        FusedEncoder fused = FusedEncoder.of(original);
        assertThat(operators(fused)).doesNotContain("Dropout");
        int beforePadding = architecture == Architecture.SMALL_RESIDUAL ? 4 : 0; // one a block
        assertThat(fused.unfolded()).isEqualTo(beforePadding);
        assertThat(SelfTest.apart(original, fused.encoder(), 1, 2, 2)).isLessThan(1e-5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void convolutionsTakeUpWhatFollowsThem(long seed) {
        Chain chain = new Chain(seed)
                .layer("Conv", Map.of(), "w", new long[] {6, 3, 3, 3}, 6)
                .batchNormalization(6)
                .layer("Conv", Map.of("group", new Attribute.Int(2)), "v", new long[] {4, 3, 1, 1}, 0)
                .add("Mul", 4, 1, 1)
                .add("Add", 1, 4, 1, 1)
                .batchNormalization(4)
                .flattened()
                .layer("Gemm", Map.of(), "u", new long[] {144, 5}, 5);
        assertFolds(chain, 5, 4, "Conv", "Conv", "Flatten", "Gemm");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void transposedConvolutionsTakeItUpGroupByGroup(long seed) {
        Chain chain = new Chain(seed)
                .layer("Conv", Map.of(), "w", new long[] {4, 3, 1, 1}, 4)
                .layer("ConvTranspose", Map.of("group", new Attribute.Int(2)), "v", new long[] {4, 3, 2, 2}, 6)
                .batchNormalization(6)
                .flattened()
                .layer("Gemm", Map.of(), "u", new long[] {486, 5}, 5);
        assertFolds(chain, 5, 1, "Conv", "ConvTranspose", "Flatten", "Gemm");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void productsTakeItUpWithTheirFactors(long seed) {
        Map<String, Attribute> factors =
                Map.of("alpha", new Attribute.Float(0.7f), "beta", new Attribute.Float(-1.5f), "transB", ONE);
        Chain chain = new Chain(seed)
                .flattened()
                .layer("Gemm", factors, "w", new long[] {7, 192}, 7)
                .batchNormalization(7)
                .layer("MatMul", Map.of(), "v", new long[] {7, 6}, 0)
                .add("Add", 6)
                .batchNormalization(6);
        assertFolds(chain, 6, 3, "Flatten", "Gemm", "Gemm");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theNextLayerTakesItUpWhereNoneIsBefore(long seed) {
        Map<String, Attribute> factors = Map.of("alpha", new Attribute.Float(0.7f), "beta", new Attribute.Float(2));
        Chain chain = new Chain(seed)
                .batchNormalization(3)
                .layer("Conv", Map.of(), "w", new long[] {6, 3, 3, 3}, 6)
                .relu()
                .batchNormalization(6)
                .layer("Conv", Map.of("group", new Attribute.Int(3)), "v", new long[] {9, 2, 3, 3}, 0)
                .relu()
                .batchNormalization(9)
                .flattened()
                .layer("Gemm", factors, "u", new long[] {144, 5}, 5)
                .relu()
                .batchNormalization(5)
                .layer("MatMul", Map.of(), "t", new long[] {5, 4}, 0);
        assertFolds(chain, 4, 4, "Conv", "Relu", "Conv", "Relu", "Flatten", "Gemm", "Relu", "Gemm");
    }

    @Test
    void aPaddedLayerTakesNothingFromBeforeIt() {
        Map<String, Attribute> padded = Map.of("pads", new Attribute.Ints(List.of(1L, 1L, 1L, 1L)));
        Chain chain = new Chain(1)
                .batchNormalization(3)
                .layer("Conv", padded, "w", new long[] {2, 3, 3, 3}, 2)
                .flattened();
        assertFolds(chain, 128, 0, "BatchNormalization", "Conv", "Flatten");
    }

    @Test
    void anotherAxisIsNotFolded() {
        Chain chain = new Chain(1)
                .layer("Conv", Map.of(), "w", new long[] {6, 3, 3, 3}, 6)
                .add("Add", 6) // along the width
                .flattened();
        assertFolds(chain, 216, 0, "Conv", "Add", "Flatten");
    }

    private static void assertFolds(Chain chain, int embeddingSize, int folded, String... operators) {
        EncoderModel original = chain.encoder(embeddingSize);
        FusedEncoder fused = FusedEncoder.of(original);
        assertThat(operators(fused)).containsExactly(operators);
        assertThat(fused.folded()).isEqualTo(folded);
        assertThat(SelfTest.apart(original, fused.encoder(), 1, 3, 1)).isLessThan(2e-6);
        assertThat(fused.encoder().space()).isEqualTo(original.space());
    }

    private static List<String> operators(FusedEncoder fused) {
        return fused.encoder().graph().nodes().stream().map(Node::operator).toList();
    }

    /** New networks have statistics of zeros and ones, which hide mistakes. */
    private static OnnxGraph statistics(OnnxGraph graph, SplittableRandom random) {
        Map<String, TensorData> stored = new HashMap<>(graph.initializers());
        for (Node node : graph.nodes()) {
            if (node.operator().equals("BatchNormalization")) {
                for (int i = 1; i <= 4; i++) {
                    double least = i == 1 || i == 4 ? 0.5 : -0.2; // scales and variances are positive
                    stored.computeIfPresent(
                            node.input(i), (name, data) -> numbers(random, least, least + 1, data.shape()));
                }
            }
        }
        return graph.withInitializers(stored);
    }

    private static TensorData numbers(SplittableRandom random, double least, double most, long... shape) {
        float[] values = new float[(int) Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(least, most);
        }
        return new TensorData.Floats(shape, values);
    }

    private static EncoderSpec spec(int size, int embeddingSize, boolean normalized) {
        return new EncoderSpec(
                size,
                size,
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                CropFraction.WHOLE,
                Border.BLACK,
                embeddingSize,
                Distance.SQUARED_EUCLIDEAN,
                normalized,
                "",
                "made for a test",
                Map.of(),
                Optional.empty());
    }

    /** Layers one after the other, from pictures of 8×8 pixels on. */
    private static final class Chain {
        private final SplittableRandom random;
        private final Map<String, TensorData> stored = new HashMap<>();
        private final List<Node> nodes = new ArrayList<>();
        private String last = "data";

        Chain(long seed) {
            random = new SplittableRandom(seed);
        }

        Chain layer(String operator, Map<String, Attribute> attributes, String weight, long[] shape, int bias) {
            stored.put(weight, numbers(random, -1, 1, shape));
            if (bias == 0) {
                return node(operator, attributes, weight);
            }
            stored.put(weight + ".b", numbers(random, -1, 1, bias));
            return node(operator, attributes, weight, weight + ".b");
        }

        Chain batchNormalization(int channels) {
            String name = "norm" + nodes.size();
            stored.put(name + ".scale", numbers(random, -1, 1, channels));
            stored.put(name + ".shift", numbers(random, -1, 1, channels));
            stored.put(name + ".mean", numbers(random, -1, 1, channels));
            stored.put(name + ".variance", numbers(random, 0.5, 2, channels));
            Map<String, Attribute> attributes = Map.of("epsilon", new Attribute.Float(0.1f));
            return node(
                    "BatchNormalization",
                    attributes,
                    name + ".scale",
                    name + ".shift",
                    name + ".mean",
                    name + ".variance");
        }

        Chain add(String operator, long... shape) {
            String name = "operand" + nodes.size();
            stored.put(name, numbers(random, -1, 1, shape));
            String value = last;
            last = "value" + nodes.size();
            nodes.add(new Node(last, "", operator, List.of(name, value), List.of(last), Map.of()));
            return this;
        }

        Chain relu() {
            return node("Relu", Map.of());
        }

        Chain flattened() {
            return node("Flatten", Map.of());
        }

        private Chain node(String operator, Map<String, Attribute> attributes, String... operands) {
            List<String> inputs = new ArrayList<>(List.of(last));
            inputs.addAll(List.of(operands));
            last = "value" + nodes.size();
            nodes.add(new Node(last, "", operator, inputs, List.of(last), attributes));
            return this;
        }

        EncoderModel encoder(int embeddingSize) {
            OnnxGraph graph = new OnnxGraph(
                    "chain",
                    Map.of("", 17L),
                    List.of(new ValueInfo("data", List.of(-1L, 3L, 8L, 8L))),
                    List.of(new ValueInfo(last, List.of(-1L, (long) embeddingSize))),
                    nodes,
                    stored,
                    Map.of());
            return EncoderModel.of(graph, spec(8, embeddingSize, false), List.of());
        }
    }
}
