package org.likeness.training.graph.operator;

import java.util.Arrays;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;

/** Element-wise functions. */
final class Activations {
    private Activations() {}

    static void register(OperatorRegistry registry) {
        registry.add("Relu", 6, Activations::relu);
        registry.add("PRelu", 7, settings -> new Prelu());
        registry.add("LeakyRelu", 6, Activations::leakyRelu);
        registry.add("Sigmoid", 6, settings -> (inputs, mode) -> torch.sigmoid(inputs.get(0)));
        registry.add("Tanh", 6, settings -> (inputs, mode) -> torch.tanh(inputs.get(0)));
        registry.add("HardSigmoid", 6, Activations::hardSigmoid);
        registry.add("HardSwish", 14, settings -> (inputs, mode) -> torch.hardswish(inputs.get(0)));
        registry.add("Elu", 6, Activations::elu);
        registry.add("Softmax", 1, settings -> softmaxOfRows(settings.integer("axis", 1)));
        registry.add("Softmax", 13, settings -> softmax(settings.integer("axis", -1)));
    }

    private static Operator relu(NodeSettings settings) {
        return new LeakyRelu(0, settings.mayOverwrite(0));
    }

    private static Operator leakyRelu(NodeSettings settings) {
        double slope = settings.real("alpha", 0.01);
        return new LeakyRelu(slope, slope >= 0 && settings.mayOverwrite(0));
    }

    private static Operator hardSigmoid(NodeSettings settings) {
        double alpha = settings.real("alpha", 0.2);
        double beta = settings.real("beta", 0.5);
        return (inputs, mode) -> inputs.get(0)
                .mul(new Scalar(alpha))
                .add(new Scalar(beta))
                .clamp_min(new Scalar(0.0))
                .clamp_max(new Scalar(1.0));
    }

    private static Operator elu(NodeSettings settings) {
        double alpha = settings.real("alpha", 1);
        return (inputs, mode) -> torch.elu(inputs.get(0), new Scalar(alpha), new Scalar(1.0), new Scalar(1.0));
    }

    /** As it was up to version 12: all axes from one on are taken together. */
    private static Operator softmaxOfRows(long axis) {
        return (inputs, mode) -> {
            long[] shape = inputs.get(0).shape();
            int from = Math.toIntExact(axis < 0 ? axis + shape.length : axis);
            long rows = Arrays.stream(shape, 0, from).reduce(1, Math::multiplyExact);
            long columns = Arrays.stream(shape, from, shape.length).reduce(1, Math::multiplyExact);
            return torch.softmax(inputs.get(0).reshape(rows, columns), 1).reshape(shape);
        };
    }

    private static Operator softmax(long axis) {
        return (inputs, mode) -> torch.softmax(inputs.get(0), axis);
    }
}
