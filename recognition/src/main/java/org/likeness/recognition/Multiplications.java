package org.likeness.recognition;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;
import org.likeness.recognition.session.InferenceSession;

/**
 * Counts the multiplications of an encoder for one picture: those of its convolutions and linear layers, each with one addition. The output
 * sizes of convolutions are obtained by running one black picture.
 */
public final class Multiplications {
    private static final List<Long> PICTURES = List.of(-1L, -1L, -1L, -1L);

    private Multiplications() {}

    /**
     * Counts.
     *
     * @throws org.likeness.core.LikenessException if ONNX Runtime cannot run the graph
     */
    public static long of(EncoderModel encoder) {
        OnnxGraph graph = encoder.graph();
        Map<String, Long> convolutions = new HashMap<>();
        long count = 0;
        for (Node node : graph.nodes()) {
            TensorData weight = node.inputs().size() < 2
                    ? null
                    : graph.initializers().get(node.inputs().get(1));
            if (weight == null) {
                continue;
            }
            switch (node.operator()) {
                case "Conv" -> convolutions.put(node.outputs().get(0), weight.elements() / weight.shape()[0]);
                case "Gemm", "MatMul" -> count += weight.elements();
                default -> {}
            }
        }
        Map<String, Long> sizes = sizes(encoder, List.copyOf(convolutions.keySet()));
        for (Map.Entry<String, Long> convolution : convolutions.entrySet()) {
            count += convolution.getValue() * sizes.getOrDefault(convolution.getKey(), 0L);
        }
        return count;
    }

    /** How many elements each value has for one picture. */
    private static Map<String, Long> sizes(EncoderModel encoder, List<String> values) {
        OnnxGraph graph = encoder.graph();
        List<ValueInfo> outputs = new ArrayList<>(graph.outputs());
        values.forEach(value -> outputs.add(new ValueInfo(value, PICTURES)));
        OnnxGraph watched = new OnnxGraph(
                graph.name(),
                graph.opsets(),
                graph.inputs(),
                outputs,
                graph.nodes(),
                graph.initializers(),
                graph.metadata());
        long[] shape = {1, 3, encoder.spec().inputHeight(), encoder.spec().inputWidth()};
        try (InferenceSession session = InferenceSession.of("the graph", watched, 1, false)) {
            Map<String, Long> sizes = new HashMap<>();
            session.run(shape, Multiplications::blacken)
                    .forEach((value, numbers) -> sizes.put(value, (long) numbers.length));
            return sizes;
        }
    }

    private static void blacken(FloatBuffer picture) {
        while (picture.hasRemaining()) {
            picture.put(0);
        }
    }
}
