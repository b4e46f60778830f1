package org.likeness.training.optimizer;

import org.likeness.core.recipe.FineTuningSettings.DecayTarget;
import org.likeness.core.recipe.OptimizerSettings;

/** The optimizers' definitions, a weight at a time, in double precision. */
final class OptimizerReference {
    private final OptimizerSettings settings;
    private final double[] weights;
    private final double[] first;
    private final double[] second;
    private final double decay;
    private final double[] targets;

    private OptimizerReference(OptimizerSettings settings, double[] weights, double decay, double[] targets) {
        this.targets = targets;
        this.settings = settings;
        this.weights = weights;
        this.first = new double[weights.length];
        this.second = new double[weights.length];
        this.decay = decay;
    }

    static OptimizerReference of(OptimizerSettings settings, float[] start, boolean decays, DecayTarget target) {
        double[] weights = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            weights[i] = start[i];
        }
        return new OptimizerReference(
                settings,
                weights,
                decays ? settings.weightDecay() : 0,
                target == DecayTarget.START ? weights.clone() : new double[weights.length]);
    }

    double[] step(float[] gradient, double rate, int step) {
        for (int i = 0; i < weights.length; i++) {
            switch (settings.algorithm()) {
                case SGD -> sgd(i, gradient[i], rate);
                case ADAMW -> adamW(i, gradient[i], rate, step);
                case ADAGRAD -> adaGrad(i, gradient[i], rate);
            }
        }
        return weights.clone();
    }

    private void sgd(int i, double gradient, double rate) {
        first[i] = settings.momentum() * first[i] + gradient + decay * (weights[i] - targets[i]);
        weights[i] -= rate * first[i];
    }

    private void adamW(int i, double gradient, double rate, int step) {
        first[i] = settings.beta1() * first[i] + (1 - settings.beta1()) * gradient;
        second[i] = settings.beta2() * second[i] + (1 - settings.beta2()) * gradient * gradient;
        double mean = first[i] / (1 - Math.pow(settings.beta1(), step));
        double square = second[i] / (1 - Math.pow(settings.beta2(), step));
        weights[i] -= rate * (mean / (Math.sqrt(square) + 1e-8) + decay * (weights[i] - targets[i]));
    }

    private void adaGrad(int i, double gradient, double rate) {
        double direction = gradient + decay * (weights[i] - targets[i]);
        first[i] += direction * direction;
        weights[i] -= rate * direction / (Math.sqrt(first[i]) + 1e-10);
    }
}
