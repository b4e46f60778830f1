package org.likeness.training.optimizer;

import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.pytorch.Tensor;
import org.likeness.core.LikenessException;
import org.likeness.core.recipe.FineTuningSettings.DecayTarget;
import org.likeness.core.recipe.OptimizerSettings;
import org.likeness.model.graph.TensorData;

/** Updates parameters in place. Parameters without a gradient are unchanged. */
public interface Optimizer extends AutoCloseable {
    /**
     * Makes the optimizer that a recipe asks for, with weight decay to zero.
     *
     * @param settings   the recipe's
     * @param parameters what learns, by name; they must outlive the optimizer
     */
    static Optimizer of(OptimizerSettings settings, SortedMap<String, Tensor> parameters) {
        return of(settings, parameters, DecayTarget.ZERO);
    }

    /**
     * Makes the optimizer that a recipe asks for.
     *
     * @param settings   the recipe's
     * @param parameters what learns, by name; they must outlive the optimizer
     * @param target     where weight decay draws them; {@code START} is the values that they have now
     */
    static Optimizer of(OptimizerSettings settings, SortedMap<String, Tensor> parameters, DecayTarget target) {
        WeightDecay decay = WeightDecay.of(settings.weightDecay(), parameters, target);
        return switch (settings.algorithm()) {
            case SGD -> new Sgd(parameters, settings.momentum(), decay);
            case ADAMW -> new AdamW(parameters, settings.beta1(), settings.beta2(), decay);
            case ADAGRAD -> new AdaGrad(parameters, decay);
        };
    }

    /**
     * Moves each parameter once.
     *
     * @param learningRate 0 or more
     */
    void step(double learningRate);

    /** Forgets the gradients: the next way back starts from none. */
    void zeroGradients();

    /**
     * Scales all gradients together so that their norm is at most the given one.
     *
     * @param largestNorm L2 norm of all gradients as one vector; positive, or infinite to measure only
     * @return the norm before; where it is not finite, gradients are left as they are
     */
    double clipGradients(double largestNorm);

    /** Forgets what it remembers, as if no step had been taken: other parameters learn from now on. */
    void restart();

    /** What the algorithm remembers between steps, copied out, by name in alphabetical order. */
    SortedMap<String, TensorData.Floats> state();

    /**
     * Overwrites what the algorithm remembers.
     *
     * @param state as {@link #state()} gives it
     * @throws LikenessException if it is another algorithm's or another network's; nothing is overwritten then
     */
    void load(Map<String, TensorData.Floats> state);

    /** Frees what the algorithm remembers; not the parameters. */
    @Override
    void close();
}
