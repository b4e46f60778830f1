package org.likeness.training.optimizer;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import org.likeness.core.recipe.FineTuningSettings.DecayTarget;

/**
 * Draws weights to zero, or to those that training began with: λ/2·‖w − w₀‖² in the loss, or its decoupled form. It applies to matrices and
 * kernels, not to biases, scales, shifts and slopes, which have at most one axis longer than 1. (L2-SP, arXiv 1802.01483, §3.)
 */
final class WeightDecay implements AutoCloseable {
    private final double strength;
    private final Map<String, Tensor> start;

    private WeightDecay(double strength, Map<String, Tensor> start) {
        this.strength = strength;
        this.start = start;
    }

    /** @param strength λ; 0 for none */
    static WeightDecay of(double strength, SortedMap<String, Tensor> parameters, DecayTarget target) {
        Map<String, Tensor> start = new TreeMap<>();
        if (strength > 0 && target == DecayTarget.START) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                parameters.forEach((name, parameter) -> {
                    if (applies(parameter)) {
                        start.put(name, parameter.clone().retainReference());
                    }
                });
            }
        }
        return new WeightDecay(strength, start);
    }

    private static boolean applies(Tensor parameter) {
        return Arrays.stream(parameter.shape()).filter(size -> size > 1).count() > 1;
    }

    /** The gradient of the loss with the decay as its L2 part. */
    Tensor added(String name, Tensor parameter, Tensor gradient) {
        if (strength == 0 || !applies(parameter)) {
            return gradient;
        }
        Tensor sum = gradient.add(parameter, new Scalar(strength));
        @Nullable Tensor first = start.get(name);
        return first == null ? sum : sum.sub_(first, new Scalar(strength));
    }

    /** Moves a parameter by the decay alone: w ← w − η·λ·(w − w₀). */
    void decay(String name, Tensor parameter, double learningRate) {
        if (strength == 0 || !applies(parameter)) {
            return;
        }
        @Nullable Tensor first = start.get(name);
        if (first == null) {
            parameter.mul_(new Scalar(1 - learningRate * strength));
        } else {
            parameter.lerp_(first, new Scalar(learningRate * strength));
        }
    }

    @Override
    public void close() {
        start.values().forEach(Tensor::close);
        start.clear();
    }
}
