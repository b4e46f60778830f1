package org.likeness.model.graph;

import java.util.random.RandomGenerator;

/** The rules by which the weights of a network are drawn before training. Biases and shifts begin with 0, scales with 1. */
public final class Initialization {
    /** The slope that PReLU begins with. (arXiv 1502.01852, §2.1.) */
    public static final float PRELU_SLOPE = 0.25f;

    private Initialization() {}

    /**
     * Weights of a convolution, after He. (arXiv 1502.01852, eq. 10.)
     *
     * @param fanIn how many inputs an output is the sum of, at least 1
     * @param count how many weights
     */
    public static float[] ofConvolution(double fanIn, int count, RandomGenerator random) {
        return gaussian(Math.sqrt(2.0 / fanIn), count, random);
    }

    /**
     * Weights of a linear layer, which keep the variance of its input.
     *
     * @param fanIn how many inputs an output is the sum of, at least 1
     * @param count how many weights
     */
    public static float[] ofLinear(double fanIn, int count, RandomGenerator random) {
        return gaussian(Math.sqrt(1.0 / fanIn), count, random);
    }

    private static float[] gaussian(double deviation, int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (random.nextGaussian() * deviation);
        }
        return values;
    }
}
