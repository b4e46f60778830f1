package org.likeness.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.ElementType;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

class SpaceHashTest {
    /** Computed by another program from the description in docs/formats/encoder.md: every word of it is in this one id. */
    @Test
    void theIdOfEveryKindOfAttributeAndTensorIsThatOfTheDocumentedBytes() {
        Map<String, Attribute> attributes = Map.of(
                "axis", new Attribute.Int(1),
                "b", new Attribute.Float(0.5f),
                "c", new Attribute.Text("ä"),
                "d", new Attribute.Ints(List.of(1L, -2L)),
                "e", new Attribute.Floats(List.of(1.5f, -2f)),
                "f", new Attribute.Tensor(new TensorData.Longs(new long[] {2}, new long[] {3, 4})));
        float[] weights = new float[384];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = i * 0.5f;
        }
        Map<String, TensorData> tensors = new HashMap<>();
        tensors.put("w", new TensorData.Floats(new long[] {2, 192}, weights));
        tensors.put("x1", other(ElementType.FLOAT16, 1, 0, 0x3c));
        tensors.put("x2", other(ElementType.DOUBLE, 1, 1, 2, 3, 4, 5, 6, 7, 8));
        tensors.put("x3", other(ElementType.INT32, 1, 1, 2, 3, 4));
        tensors.put("x4", other(ElementType.INT8, 2, 1, 255));
        tensors.put("x5", other(ElementType.UINT8, 2, 1, 255));
        tensors.put("x6", other(ElementType.BOOL, 2, 1, 0));
        tensors.put("x7", new TensorData.Longs(new long[0], new long[] {9}));
        OnnxGraph graph = new OnnxGraph(
                "any name",
                Map.of("", 17L),
                List.of(new ValueInfo("input", List.of(-1L, 3L, 8L, 8L))),
                List.of(new ValueInfo("embedding", List.of(-1L, 2L))),
                List.of(
                        new Node("", "", "Flatten", List.of("input"), List.of("flat"), attributes),
                        new Node("", "", "Gemm", List.of("flat", "w"), List.of("embedding"), Map.of())),
                tensors,
                Map.of());
        EncoderSpec spec = new EncoderSpec(
                8,
                8,
                ColorOrder.BGR,
                new Normalization(127.5, 128),
                CropFraction.WHOLE,
                Border.BLACK,
                2,
                Distance.SQUARED_EUCLIDEAN,
                true,
                "",
                "",
                Map.of(),
                Optional.empty());
        assertThat(SpaceHash.of(graph, spec).sha256())
                .isEqualTo("a040dd27b693e1b157bdfed93f944d4bea49deaf8afa1fef203651b32d73a0f4");
    }

    private static TensorData other(ElementType type, long elements, int... bytes) {
        byte[] stored = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            stored[i] = (byte) bytes[i];
        }
        return new TensorData.Other(type, new long[] {elements}, stored);
    }
}
