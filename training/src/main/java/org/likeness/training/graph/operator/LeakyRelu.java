package org.likeness.training.graph.operator;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * A piecewise linear function with a bend at 0: the identity above it, a fixed slope below (0 for ReLU). Its gradient needs only the signs
 * of its output.
 */
final class LeakyRelu implements Operator.WithGradient {
    private final double slope;
    private final boolean overwrites;

    /**
     * @param slope      below 0
     * @param overwrites whether the output takes the input's place; only where the slope is not negative
     */
    LeakyRelu(double slope, boolean overwrites) {
        this.slope = slope;
        this.overwrites = overwrites;
    }

    @Override
    public Tensor apply(Operands inputs, ExecutionMode mode) {
        Tensor values = inputs.get(0);
        if (overwrites) {
            return new Tensor(slope == 0 ? torch.relu_(values) : torch.leaky_relu_(values, new Scalar(slope)));
        }
        return slope == 0 ? torch.relu(values) : torch.leaky_relu(values, new Scalar(slope));
    }

    @Override
    public @Nullable Tensor[] gradients(Operands inputs, Tensor output, Tensor gradient) {
        Tensor values = overwrites ? output : inputs.get(0);
        return new Tensor[] {
            slope == 0
                    ? torch.threshold_backward(gradient, values, new Scalar(0.0))
                    : torch.leaky_relu_backward(gradient, values, new Scalar(slope), overwrites)
        };
    }
}
