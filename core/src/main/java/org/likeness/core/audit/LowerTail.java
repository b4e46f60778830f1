package org.likeness.core.audit;

import java.util.Arrays;

/**
 * Estimates the share of values below a bound, also below the smallest value: if there are {@link #FEWEST} values or more, the lowest
 * twentieth is modeled as exponential, p(t) = 0.05 · exp((t − u) / β), where u is its upper end and β its mean distance from u (peaks over
 * a threshold: Pickands, Ann. Statist. 3, 1975, with shape 0). Tails that decay faster, as those of distances do, are overestimated.
 */
final class LowerTail {
    private static final double SHARE = 0.05;
    private static final int FEWEST = 60; // three of them in the tail

    private final double[] sorted;
    private final double begin; // u
    private final double scale; // β; 0 where there is no tail

    private LowerTail(double[] sorted, double begin, double scale) {
        this.sorted = sorted;
        this.begin = begin;
        this.scale = scale;
    }

    /** @param sorted rising */
    static LowerTail of(double[] sorted) {
        if (sorted.length < FEWEST) {
            return new LowerTail(sorted, Double.NEGATIVE_INFINITY, 0);
        }
        int count = (int) (SHARE * sorted.length);
        double begin = sorted[count];
        double scale = Arrays.stream(sorted, 0, count)
                .map(value -> begin - value)
                .average()
                .orElse(0);
        return new LowerTail(sorted, scale > 0 ? begin : Double.NEGATIVE_INFINITY, scale);
    }

    /** The share of values of at most a bound, in (0, 1]; of few values, itself counted among them. */
    double shareWithin(double bound) {
        return bound < begin
                ? Math.max(Double.MIN_NORMAL, SHARE * Math.exp((bound - begin) / scale))
                : (below(sorted, Math.nextUp(bound)) + 1.0) / (sorted.length + 1);
    }

    /** How many of sorted values are below a bound. */
    static int below(double[] sorted, double bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
