package org.likeness.core.statistics;

/** The standard normal distribution: its distribution function and its quantiles. */
public final class NormalDistribution {
    private static final double FARTHEST = 8; // beyond it lies less than a double tells from 1

    private NormalDistribution() {}

    /**
     * The share of the distribution at and below z.
     *
     * @return in [0, 1], to some 1e-15; by the series of DLMF 7.6.2
     */
    public static double at(double z) {
        if (Math.abs(z) >= FARTHEST) {
            return z < 0 ? 0 : 1;
        }
        double term = z;
        double sum = z;
        for (int n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
            term *= z * z / (2 * n + 1);
            sum += term;
        }
        return Math.min(1, Math.max(0, 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI)));
    }

    /**
     * Where the distribution reaches a share, by bisection.
     *
     * @param share in [0, 1]
     * @return in [−8, 8]
     */
    public static double quantile(double share) {
        double low = -FARTHEST;
        double high = FARTHEST;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (at(middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
