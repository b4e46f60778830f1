package org.likeness.model.serving;

import java.util.Arrays;
import java.util.Optional;
import org.likeness.model.graph.Attribute;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.TensorData;

/**
 * The operation of a node on each channel of its first input: x becomes {@code scale · x + shift}. In double precision, so that folded
 * weights are rounded once.
 */
final class AffineMap {
    private static final float USUAL_EPSILON = 1e-5f; // ONNX's, of BatchNormalization
    private final double[] scale;
    private final double[] shift;

    /**
     * @param scale of each channel, [C], finite
     * @param shift of each channel, [C], finite
     */
    AffineMap(double[] scale, double[] shift) {
        this.scale = scale;
        this.shift = shift;
    }

    double[] scale() {
        return scale;
    }

    double[] shift() {
        return shift;
    }

    static boolean isBatchNormalization(Node node) {
        return node.operator().equals("BatchNormalization") && node.domain().isEmpty();
    }

    /** That of a batch-normalization in inference. (arXiv 1502.03167, algorithm 2, step 11.) */
    static Optional<AffineMap> ofBatchNormalization(ServingGraph graph, Node node) {
        boolean trains = node.attributes().get("training_mode") instanceof Attribute.Int mode && mode.value() != 0;
        if (!isBatchNormalization(node) || trains) {
            return Optional.empty();
        }
        Optional<float[]> gamma = vector(graph, node.input(1));
        Optional<float[]> beta = vector(graph, node.input(2));
        Optional<float[]> mean = vector(graph, node.input(3));
        Optional<float[]> variance = vector(graph, node.input(4));
        if (gamma.isEmpty() || beta.isEmpty() || mean.isEmpty() || variance.isEmpty()) {
            return Optional.empty();
        }
        float epsilon =
                node.attributes().get("epsilon") instanceof Attribute.Float number ? number.value() : USUAL_EPSILON;
        double[] scale = new double[gamma.get().length];
        double[] shift = new double[scale.length];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = gamma.get()[i] / Math.sqrt((double) variance.get()[i] + epsilon);
            shift[i] = beta.get()[i] - mean.get()[i] * scale[i];
        }
        return finite(new AffineMap(scale, shift));
    }

    /**
     * That of an addition or multiplication with a stored tensor.
     *
     * @param value    the input that is not stored
     * @param axes     how many it has
     * @param channels along its axis 1
     */
    static Optional<AffineMap> ofArithmetic(ServingGraph graph, Node node, String value, int axes, int channels) {
        boolean adds = node.operator().equals("Add");
        if (!node.domain().isEmpty() || !(adds || node.operator().equals("Mul"))) {
            return Optional.empty();
        }
        String operand = node.input(0).equals(value) ? node.input(1) : node.input(0);
        return graph.floats(operand)
                .filter(data -> isOfChannels(data, axes, channels))
                .flatMap(data -> {
                    double[] numbers = new double[channels];
                    for (int i = 0; i < channels; i++) {
                        numbers[i] = data.values()[data.elements() == 1 ? 0 : i];
                    }
                    double[] neutral = new double[channels];
                    Arrays.fill(neutral, adds ? 1 : 0);
                    return finite(adds ? new AffineMap(neutral, numbers) : new AffineMap(numbers, neutral));
                });
    }

    int channels() {
        return scale.length;
    }

    /** Whether a tensor, spread over so many axes, holds one number or one for each channel. */
    private static boolean isOfChannels(TensorData data, int axes, int channels) {
        long[] shape = data.shape();
        if (shape.length > axes) {
            return false;
        }
        int channelAxis = shape.length - axes + 1;
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] != 1 && !(axis == channelAxis && shape[axis] == channels)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<float[]> vector(ServingGraph graph, String name) {
        return graph.floats(name).map(TensorData.Floats::values);
    }

    private static Optional<AffineMap> finite(AffineMap map) {
        boolean finite = Arrays.stream(map.scale).allMatch(Double::isFinite)
                && Arrays.stream(map.shift).allMatch(Double::isFinite);
        return finite ? Optional.of(map) : Optional.empty();
    }
}
