package org.likeness.training.optimizer;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Stochastic gradient descent with momentum μ: v ← μ·v + g, w ← w − η·v.
 *
 * @see <a href="https://proceedings.mlr.press/v28/sutskever13.html">On the importance of initialization and momentum, §2</a>
 */
final class Sgd extends GradientDescent {
    private static final String VELOCITY = "velocity";

    private final double momentum;

    Sgd(SortedMap<String, Tensor> parameters, double momentum, WeightDecay decay) {
        super(parameters, decay);
        this.momentum = momentum;
        if (momentum > 0) {
            remember(VELOCITY);
        }
    }

    @Override
    void move(String name, Tensor parameter, Tensor gradient, double learningRate) {
        Tensor direction = decay().added(name, parameter, gradient);
        if (momentum > 0) {
            direction = remembered(VELOCITY, name).mul_(new Scalar(momentum)).add_(direction);
        }
        parameter.add_(direction, new Scalar(-learningRate));
    }
}
