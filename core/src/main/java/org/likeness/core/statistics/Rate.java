package org.likeness.core.statistics;

import java.util.Locale;

/**
 * A rate of counted trials, with its exact interval of Clopper and Pearson (1934). The interval assumes independent trials; for pairs that
 * share people it is too narrow: {@code IdentityBootstrap} gives the interval of those.
 *
 * @param count  number of successes
 * @param trials number of trials; possibly 0
 */
public record Rate(long count, long trials) {
    public Rate {
        if (count < 0 || trials < count) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d of %d is no share", count, trials));
        }
    }

    /** The share, in [0, 1]; NaN without a trial. */
    public double value() {
        return (double) count / trials;
    }

    /** Lower end of the interval of 95 %, in [0, 1]; if it was always so in n trials 1 − 3/n; 0 without a trial. */
    public double lower() {
        return interval(ConfidenceInterval.USUAL_CONFIDENCE).lower();
    }

    /** Upper end of the interval of 95 %, in [0, 1]; with no error in n trials 3/n; 1 without a trial. */
    public double upper() {
        return interval(ConfidenceInterval.USUAL_CONFIDENCE).upper();
    }

    /**
     * The interval that holds the true share at least that often, whatever it is. It is exact: the ends are quantiles of the beta
     * distribution. Where the share is 0 or 1 it is the one-sided bound of {@linkplain ConfidenceInterval the rule of 3}.
     *
     * @param confidence in (0, 1)
     * @throws IllegalArgumentException if it is not
     */
    public ConfidenceInterval interval(double confidence) {
        if (count == 0 || count == trials) {
            double bound = ConfidenceInterval.boundWithoutErrors(trials, confidence);
            return new ConfidenceInterval(
                    count == 0 ? 0 : 1 - bound, count == 0 ? bound : 1, confidence, "rule of 3, independent trials");
        }
        double outside = (1 - confidence) / 2;
        return new ConfidenceInterval(
                IncompleteBeta.quantile(outside, count, trials - count + 1.0),
                IncompleteBeta.quantile(1 - outside, count + 1.0, trials - count),
                confidence,
                "Clopper–Pearson, independent trials");
    }
}
