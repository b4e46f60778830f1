package org.likeness.training.optimizer;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * AdaGrad: s ← s + g², w ← w − η·g / (√s + ε).
 *
 * @see <a href="https://jmlr.org/papers/v12/duchi11a.html">Adaptive Subgradient Methods, figure 1</a>
 */
final class AdaGrad extends GradientDescent {
    /** As in libtorch's own, {@code torch.optim.Adagrad}. */
    private static final double EPSILON = 1e-10;

    private static final String SQUARES = "squares";

    AdaGrad(SortedMap<String, Tensor> parameters, WeightDecay decay) {
        super(parameters, decay);
        remember(SQUARES);
    }

    @Override
    void move(String name, Tensor parameter, Tensor gradient, double learningRate) {
        Tensor direction = decay().added(name, parameter, gradient);
        Tensor squares = remembered(SQUARES, name).addcmul_(direction, direction, new Scalar(1.0));
        parameter.addcdiv_(direction, squares.sqrt().add_(new Scalar(EPSILON)), new Scalar(-learningRate));
    }
}
