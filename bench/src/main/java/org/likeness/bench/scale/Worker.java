package org.likeness.bench.scale;

import java.util.Locale;

/**
 * One rank of a training: some cores, or a GPU.
 *
 * @param picturesPerSecond of plain steps, without loading, mining and exchange; positive
 * @param lossThreads       that compute distances, mining and loss, at least 1
 * @param chunk             pictures that fit in memory with their activations, at least 1; larger shares have a second forward pass
 * @param spread            σ of the logarithm of a step's time, at least 0; the mean time is that of the rate
 */
record Worker(double picturesPerSecond, int lossThreads, int chunk, double spread) {
    /** Speed of steps in chunks relative to plain ones: {@code docs/results/gradient-caching.md}. */
    static final double CHUNKED_SPEED = 0.81;

    /** Share of a plain step that the backward pass takes, (F + G) / F = 3.6: {@code docs/results/gradient-caching.md}. */
    static final double BACKWARD = 1 - 1 / 3.6;

    Worker {
        if (!(picturesPerSecond > 0) || lossThreads < 1 || chunk < 1 || !(spread >= 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s pictures per second, %d threads, chunks of %d, spread %s: positive numbers are expected, and a spread of at least 0",
                    picturesPerSecond,
                    lossThreads,
                    chunk,
                    spread));
        }
    }

    /** Seconds for some pictures in plain steps. */
    double networkSeconds(double pictures) {
        return pictures / picturesPerSecond;
    }

    /** Seconds of the last backward pass, whose gradients are whole one after the other: that of a chunk, if there are several. */
    double lastBackwardSeconds(int pictures) {
        return BACKWARD * networkSeconds(Math.min(pictures, chunk));
    }

    /** Further seconds if these pictures do not fit in memory at once. */
    double recomputationSeconds(int pictures) {
        return pictures > chunk ? networkSeconds(pictures) * (1 / CHUNKED_SPEED - 1) : 0;
    }
}
