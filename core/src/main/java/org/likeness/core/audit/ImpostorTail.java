package org.likeness.core.audit;

import java.util.Arrays;

/**
 * Estimates the expected number of pairs of different people within a distance, by extrapolation from larger distances: among the nearest
 * pairs are those of one person with two names, which are to be found. With F(t) the share of all pairs within t, z(t) = Φ⁻¹(F(t)) is
 * modeled as a line α + βt, fitted by least squares where {@link #LEAST_PAIRS} to a hundredth of all pairs lie, with equal weight for each
 * bin; total · Φ(α + βt) pairs are then expected. Distances of different people are sums over many dimensions, and therefore approximately
 * normal.
 */
final class ImpostorTail {
    /** Of a histogram of distances in [0, 4]. */
    static final int BINS = 2048;

    private static final double BINS_OF_ONE = BINS / 4.0;

    /** Among so many pairs, those of one person weigh little. */
    static final long LEAST_PAIRS = 200;

    private static final double LEAST_SHARE = 1e-4;
    private static final double MOST_SHARE = 0.01;
    private static final double FEW_MOST_SHARE = 0.25; // where a hundredth of all pairs are too few for a line
    private static final int FEWEST = 100; // pairs; no estimate from fewer

    private final long total;
    private final double intercept;
    private final double slope;

    private ImpostorTail(long total, double intercept, double slope) {
        this.total = total;
        this.intercept = intercept;
        this.slope = slope;
    }

    /** A distance's place in a histogram. */
    static int bin(double distance) {
        return (int) Math.min(BINS - 1, distance * BINS_OF_ONE);
    }

    /** @param counts how many pairs are in each {@link #bin} */
    static ImpostorTail of(long[] counts) {
        long total = Arrays.stream(counts).sum();
        double least = Math.max(Math.min(LEAST_PAIRS, 0.05 * total), LEAST_SHARE * total);
        double most = Math.max(MOST_SHARE * total, Math.min(10 * least, FEW_MOST_SHARE * total));
        long within = 0;
        int bins = 0;
        double distances = 0;
        double quantiles = 0;
        double squares = 0;
        double products = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            within += counts[bin];
            if (counts[bin] > 0 && within >= least && within <= most) {
                double distance = (bin + 1.0) / BINS_OF_ONE;
                double quantile = Normal.quantile((double) within / total);
                bins++;
                distances += distance;
                quantiles += quantile;
                squares += distance * distance;
                products += distance * quantile;
            }
        }
        double spread = squares - distances * distances / Math.max(1, bins);
        double slope = (products - distances * quantiles / Math.max(1, bins)) / spread;
        if (total < FEWEST || bins < 3 || !(slope > 0)) {
            return new ImpostorTail(total, Double.POSITIVE_INFINITY, 0);
        }
        return new ImpostorTail(total, (quantiles - slope * distances) / bins, slope);
    }

    /** How many pairs of two people are expected within a distance; all pairs, where there are too few to tell. */
    double expected(double distance) {
        return slope == 0 ? total : total * Normal.below(intercept + slope * distance);
    }
}
