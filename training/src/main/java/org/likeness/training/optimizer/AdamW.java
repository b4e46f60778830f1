package org.likeness.training.optimizer;

import java.util.SortedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Adam with decoupled weight decay: m and v are running means of g and g², both corrected for their start at zero.
 *
 * @see <a href="https://arxiv.org/abs/1711.05101">Decoupled Weight Decay Regularization, algorithm 2</a>
 */
final class AdamW extends GradientDescent {
    /** The paper's ε. */
    private static final double EPSILON = 1e-8;

    private static final String MEAN = "mean";
    private static final String MEAN_SQUARE = "mean-square";
    private static final String STEPS = "steps";

    private final double beta1;
    private final double beta2;
    private double steps;

    AdamW(SortedMap<String, Tensor> parameters, double beta1, double beta2, WeightDecay decay) {
        super(parameters, decay);
        this.beta1 = beta1;
        this.beta2 = beta2;
        remember(MEAN);
        remember(MEAN_SQUARE);
        rememberNumber(STEPS);
    }

    @Override
    void beginStep() {
        steps = remembered(STEPS).add_(new Scalar(1.0)).item_double();
    }

    @Override
    void move(String name, Tensor parameter, Tensor gradient, double learningRate) {
        Tensor mean = remembered(MEAN, name).lerp_(gradient, new Scalar(1 - beta1));
        Tensor square = remembered(MEAN_SQUARE, name)
                .mul_(new Scalar(beta2))
                .addcmul_(gradient, gradient, new Scalar(1 - beta2));
        decay().decay(name, parameter, learningRate);
        double meanCorrection = 1 - Math.pow(beta1, steps);
        double squareCorrection = 1 - Math.pow(beta2, steps);
        Tensor scale =
                square.sqrt().mul_(new Scalar(1 / Math.sqrt(squareCorrection))).add_(new Scalar(EPSILON));
        parameter.addcdiv_(mean, scale, new Scalar(-learningRate / meanCorrection));
    }
}
