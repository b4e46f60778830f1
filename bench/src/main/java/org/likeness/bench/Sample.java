package org.likeness.bench;

import java.util.Arrays;

/** What is said of several measurements of one thing. */
final class Sample {
    private Sample() {}

    static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    static double most(double[] values) {
        return Arrays.stream(values).max().orElseThrow();
    }
}
