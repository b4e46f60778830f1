package org.likeness.core.recipe;

/**
 * The optimizer.
 *
 * @param algorithm        which
 * @param learningRate     at the peak of the schedule, in (0, 100]
 * @param momentum         of SGD, in [0, 1)
 * @param beta1            of AdamW, in [0, 1)
 * @param beta2            of AdamW, in [0, 1)
 * @param weightDecay      decoupled for AdamW, L2 for the others; not applied to biases, slopes and norms; in [0, 10]
 * @param gradientClipping maximum L2 norm of all gradients together, in [0, 1,000,000]; 0 for none
 */
public record OptimizerSettings(
        Algorithm algorithm,
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        double weightDecay,
        double gradientClipping) {
    public OptimizerSettings {
        Range.openClosed(0, 100).require("optimizer.learningRate", learningRate);
        Range.closedOpen(0, 1).require("optimizer.momentum", momentum);
        Range.closedOpen(0, 1).require("optimizer.beta1", beta1);
        Range.closedOpen(0, 1).require("optimizer.beta2", beta2);
        Range.closed(0, 10).require("optimizer.weightDecay", weightDecay);
        Range.closed(0, 1_000_000).require("optimizer.gradientClipping", gradientClipping);
    }

    /** The algorithms. */
    public enum Algorithm {
        /** Stochastic gradient descent with momentum. */
        SGD,
        /** Adam with decoupled weight decay. (arXiv 1711.05101.) */
        ADAMW,
        /** As FaceNet was trained, §3.3. */
        ADAGRAD
    }
}
