package org.likeness.model.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Weights that are too small to matter, and can make a network slow. Weight decay goes on shrinking filters that have stopped learning, down to
 * subnormal numbers, or to numbers whose products are subnormal; some processors compute with these much more slowly
 * ({@code docs/results/serving.md}).
 *
 * <p>A weight is faint if it is smaller than 2⁻⁶⁴ of the largest one of its tensor. Beside that one it is far below the rounding of a sum,
 * 2⁻²⁴. A filter that is faint as a whole becomes one of zeros: only a network that multiplies the difference of it by some 2⁴⁰ would tell.
 */
public final class FaintWeights {
    private static final float LIMIT = 0x1p-64f;
    private static final Set<String> LAYERS = Set.of("Conv", "ConvTranspose", "Gemm", "MatMul");

    private FaintWeights() {}

    /** The graph with zeros for the faint weights of its convolutions and matrix products; the same graph if there are none. */
    public static OnnxGraph zeroed(OnnxGraph graph) {
        Map<String, TensorData> tensors = new TreeMap<>(graph.initializers());
        boolean isChanged = false;
        for (String name : weights(graph)) {
            if (tensors.get(name) instanceof TensorData.Floats weights) {
                float limit = limit(weights.values());
                if (hasFaint(weights.values(), limit)) {
                    tensors.put(name, new TensorData.Floats(weights.shape(), zeroed(weights.values(), limit)));
                    isChanged = true;
                }
            }
        }
        return isChanged ? graph.withInitializers(tensors) : graph;
    }

    /** Values that are the weights of layers, and nothing else. */
    private static Set<String> weights(OnnxGraph graph) {
        Set<String> weights = new HashSet<>();
        Set<String> others = new HashSet<>();
        for (Node node : graph.nodes()) {
            List<String> inputs = node.inputs();
            for (int i = 0; i < inputs.size(); i++) {
                boolean isWeight = i == 1 && node.domain().isEmpty() && LAYERS.contains(node.operator());
                (isWeight ? weights : others).add(inputs.get(i));
            }
        }
        weights.removeAll(others);
        return weights;
    }

    /** Infinite weights, or none, leave nothing faint. */
    private static float limit(float... values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return Float.isFinite(largest) ? LIMIT * largest : 0;
    }

    private static boolean hasFaint(float[] values, float limit) {
        for (float value : values) {
            if (isFaint(value, limit)) {
                return true;
            }
        }
        return false;
    }

    private static float[] zeroed(float[] values, float limit) {
        float[] zeroed = values.clone();
        for (int i = 0; i < zeroed.length; i++) {
            zeroed[i] = isFaint(zeroed[i], limit) ? 0 : zeroed[i];
        }
        return zeroed;
    }

    private static boolean isFaint(float value, float limit) {
        return value != 0 && Math.abs(value) < limit;
    }
}
