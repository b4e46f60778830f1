package org.likeness.core.embedding;

/** How two embeddings are compared. Every distance value and threshold is of one of these. */
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
            return sum;
        }
    };

    /**
     * The distance of two embeddings; small for one person, large for two.
     *
     * @param a [D]
     * @param b [D]
     * @throws IllegalArgumentException if the lengths differ
     */
    public abstract double between(float[] a, float[] b);

    private static void requireSameLength(float[] a, float[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "embeddings of %d and %d numbers cannot be compared: they are of different encoders"
                            .formatted(a.length, b.length));
        }
    }
}
