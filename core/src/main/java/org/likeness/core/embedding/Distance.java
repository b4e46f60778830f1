package org.likeness.core.embedding;

import java.util.Locale;

/** The distance measure of two embeddings. Every distance value and threshold belongs to one. */
public enum Distance {
    /** ‖a − b‖², in [0, 4] on the unit sphere. (FaceNet, arXiv 1503.03832, §3.1.) */
    SQUARED_EUCLIDEAN {
        @Override
        public double between(float[] a, float[] b) {
            requireSameLength(a, b);
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                double difference = (double) a[i] - b[i];
                sum += difference * difference;
            }
            if (!Double.isFinite(sum)) { // squares of finite floats cannot overflow a double
                throw new IllegalArgumentException("an embedding contains a number that is not finite");
            }
            return sum;
        }
    };

    /**
     * The threshold at which nothing matches, not even pairs at distance 0: what a false-match rate asks for where the pairs at distance 0
     * are more than it allows, as those of a collapsed encoder are.
     */
    public static final double BELOW_ALL = -1;

    static void requireThreshold(double threshold) {
        if (threshold != BELOW_ALL && (!(threshold >= 0) || threshold == Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "threshold %s: a distance of 0 or more, or %s (nothing matches), is expected",
                    threshold,
                    BELOW_ALL));
        }
    }

    /**
     * The distance of two embeddings; small for one person, large for two.
     *
     * @param a [D]
     * @param b [D]
     * @throws IllegalArgumentException if the lengths differ, or if a number is not finite
     */
    public abstract double between(float[] a, float[] b);

    private static void requireSameLength(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "embeddings of %d and %d numbers cannot be compared: they are of different encoders",
                    a.length,
                    b.length));
        }
    }
}
