package org.likeness.core.recipe;

/**
 * How weights follow the gradient.
 *
 * @param algorithm        which
 * @param learningRate     the schedule's peak, positive
 * @param momentum         of SGD, in [0, 1)
 * @param beta1            of AdamW, in [0, 1)
 * @param beta2            of AdamW, in [0, 1)
 * @param weightDecay      decoupled for AdamW, L2 for the others; not applied to biases, slopes and norms; 0 or more
 * @param gradientClipping largest L2 norm of all gradients together; 0 for none
 */
public record OptimizerSettings(
        Algorithm algorithm,
        double learningRate,
        double momentum,
        double beta1,
        double beta2,
        double weightDecay,
        double gradientClipping) {
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
