package org.likeness.model.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FaintWeightsTest {
    private static final float FAINT = 0x1p-66f;

    private static Node node(String operator, String... inputs) {
        return new Node(operator, "", operator, List.of(inputs), List.of(operator + " output"), Map.of());
    }

    private static OnnxGraph graph(List<Node> nodes, Map<String, float[]> tensors) {
        Map<String, TensorData> initializers = new TreeMap<>();
        tensors.forEach((name, values) ->
                initializers.put(name, new TensorData.Floats(new long[] {values.length, 1, 1, 1}, values)));
        return new OnnxGraph("test", Map.of("", 13L), List.of(), List.of(), nodes, initializers, Map.of());
    }

    private static float[] values(OnnxGraph graph, String name) {
        return ((TensorData.Floats) graph.initializer(name)).values();
    }

    @Test
    void onlyWhatIsFaintBesideTheLargestBecomesZero() {
        float[] weights = {2, -FAINT * 2, FAINT * 16, Float.MIN_VALUE, 0, -0.5f};
        OnnxGraph zeroed =
                FaintWeights.zeroed(graph(List.of(node("Conv", "input", "weights")), Map.of("weights", weights)));
        assertThat(values(zeroed, "weights")).containsExactly(2, 0, FAINT * 16, 0, 0, -0.5f);
        assertThat(weights[3]).as("the graph's own").isEqualTo(Float.MIN_VALUE);
    }

    @Test
    void aLayerWhoseWeightsAreAllSmallKeepsThem() {
        OnnxGraph graph =
                graph(List.of(node("Gemm", "input", "weights")), Map.of("weights", new float[] {FAINT, FAINT / 1024}));
        assertThat(FaintWeights.zeroed(graph)).isSameAs(graph);
    }

    @Test
    void whatIsNoWeightKeepsItsNumbers() {
        float[] numbers = {1, Float.MIN_NORMAL};
        OnnxGraph graph = graph(
                List.of(
                        node("Conv", "input", "weights", "bias"),
                        node("Max", "Conv output", "limit"),
                        node("MatMul", "Max output", "shared"),
                        node("Mul", "MatMul output", "shared")),
                Map.of("weights", new float[] {1, 1}, "bias", numbers, "limit", numbers, "shared", numbers));
        assertThat(FaintWeights.zeroed(graph)).isSameAs(graph);
    }

    @Test
    void numbersThatAreNoneHideNothing() {
        OnnxGraph graph = graph(
                List.of(node("Conv", "input", "weights"), node("MatMul", "input", "others")),
                Map.of("weights", new float[] {Float.POSITIVE_INFINITY, 1}, "others", new float[] {
                    Float.NaN, FAINT / 16, 1
                }));
        assertThat(FaintWeights.zeroed(graph)).isSameAs(graph);
    }
}
