package org.likeness.core.audit;

/** The standard normal distribution, far out in its tail too. */
final class Normal {
    private static final double SERIES_UP_TO = 3; // where the series still adds up positive terms of one size
    private static final int TERMS = 100; // leaves less than 1e-12 of the value on both sides of that
    private static final int HALVINGS = 100;
    private static final double FARTHEST = 38; // beyond, a double holds no more of the tail

    private Normal() {}

    /** Φ(z), the share below z. */
    static double below(double z) {
        double upper = above(Math.abs(z));
        return z < 0 ? upper : 1 - upper;
    }

    /** 1 − Φ(z) of z ≥ 0: a series about 0 (Abramowitz and Stegun, 26.2.11), or Laplace's continued fraction (26.2.14). */
    private static double above(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < SERIES_UP_TO) {
            double term = z;
            double sum = z;
            for (int k = 1; k < TERMS; k++) {
                term *= z * z / (2 * k + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = z;
        for (int k = TERMS; k > 0; k--) {
            fraction = z + k / fraction;
        }
        return density / fraction;
    }

    /**
     * The z below which a share lies.
     *
     * @param share in (0, 1)
     */
    static double quantile(double share) {
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (below(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
