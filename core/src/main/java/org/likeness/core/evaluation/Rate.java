package org.likeness.core.evaluation;

/**
 * A share that was counted, with its interval of 95 % confidence after Wilson (1927). The interval takes the trials as
 * independent; pairs that share people are not, so that it is then too narrow.
 *
 * @param count  how often it was so
 * @param trials out of how many; possibly 0
 */
public record Rate(long count, long trials) {
    private static final double Z = 1.959963984540054; // 97.5 % of a normal distribution lie below

    public Rate {
        if (count < 0 || trials < count) {
            throw new IllegalArgumentException("%d of %d is no share".formatted(count, trials));
        }
    }

    /** The share, in [0, 1]; NaN without a trial. */
    public double value() {
        return (double) count / trials;
    }

    /** Lower end of the interval, in [0, 1]; 0 without a trial. */
    public double lower() {
        return trials == 0 ? 0 : Math.max(0, centre() - halfWidth());
    }

    /** Upper end of the interval, in [0, 1]; with no error in n trials 3/n; 1 without a trial. */
    public double upper() {
        if (trials == 0) {
            return 1;
        }
        return count == 0 ? Math.min(1, 3.0 / trials) : Math.min(1, centre() + halfWidth());
    }

    private double centre() {
        return (value() + Z * Z / (2 * trials)) / (1 + Z * Z / trials);
    }

    private double halfWidth() {
        double p = value();
        return Z / (1 + Z * Z / trials) * Math.sqrt(p * (1 - p) / trials + Z * Z / (4.0 * trials * trials));
    }
}
