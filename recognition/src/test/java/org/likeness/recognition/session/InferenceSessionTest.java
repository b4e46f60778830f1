package org.likeness.recognition.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

class InferenceSessionTest {
    /** An input of 2⁷⁰ tells whether a weight of 2⁻⁷⁰ is there; those of a network are about 1. */
    @Test
    void faintWeightsAreNotComputedWith() {
        OnnxGraph graph = new OnnxGraph(
                "test",
                Map.of("", 17L),
                List.of(new ValueInfo("input", List.of(1L, 2L, 1L, 1L))),
                List.of(new ValueInfo("output", List.of(1L, 1L, 1L, 1L))),
                List.of(new Node("layer", "", "Conv", List.of("input", "weights"), List.of("output"), Map.of())),
                Map.of("weights", new TensorData.Floats(new long[] {1, 2, 1, 1}, new float[] {0x1p-70f, 1})),
                Map.of());
        try (InferenceSession session = InferenceSession.of("test", graph, 1, false)) {
            Map<String, float[]> outputs =
                    session.run(new long[] {1, 2, 1, 1}, input -> input.put(new float[] {0x1p70f, 3}));
            assertThat(outputs.get("output")).containsExactly(3);
        }
    }
}
