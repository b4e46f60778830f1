package org.likeness.recognition;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.likeness.core.UserException;
import org.likeness.model.EncoderModel;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;
import org.likeness.model.graph.TensorData;
import org.likeness.model.graph.ValueInfo;

/**
 * Counts the multiplications of one picture's way through an encoder: those of its convolutions and linear layers, each of
 * which comes with an addition. How large a convolution's output is, one run on a black picture tells.
 */
public final class Multiplications {
    private static final List<Long> PICTURES = List.of(-1L, -1L, -1L, -1L);

    private Multiplications() {}

    /**
     * Counts.
     *
     * @throws UserException if ONNX Runtime cannot run the graph
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
        FloatBuffer black = FloatBuffer.allocate(
                3 * encoder.spec().inputHeight() * encoder.spec().inputWidth());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = OnnxEncoder.options(1);
                OrtSession session = environment.createSession(GraphWriter.bytes(watched), options);
                OnnxTensor input = OnnxTensor.createTensor(environment, black, shape);
                OrtSession.Result result =
                        session.run(Map.of(graph.inputs().get(0).name(), input))) {
            Map<String, Long> sizes = new HashMap<>();
            for (Map.Entry<String, ai.onnxruntime.OnnxValue> value : result) {
                sizes.put(
                        value.getKey(),
                        ((OnnxTensor) value.getValue()).getInfo().getNumElements());
            }
            return sizes;
        } catch (OrtException e) {
            throw new UserException("ONNX Runtime refuses the graph: " + OnnxEncoder.firstLine(e), e);
        }
    }
}
