package org.likeness.core.evaluation.verification;

import java.util.Locale;

/**
 * Two encoders on the same pairs: the numbers of pairs that only one of them judged correctly. Pairs that both judge alike carry no
 * information about the difference, which is therefore known more precisely than either accuracy. (McNemar 1947.)
 *
 * @param pairs      number of pairs
 * @param onlyFirst  pairs that only the first judged correctly
 * @param onlySecond pairs that only the second judged correctly
 */
public record PairedComparison(long pairs, long onlyFirst, long onlySecond) {
    private static final double Z = 1.959963984540054; // 97.5 % of a normal distribution lie below

    public PairedComparison {
        if (onlyFirst < 0 || onlySecond < 0 || onlyFirst + onlySecond > pairs) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d and %d of %d pairs are no comparison", onlyFirst, onlySecond, pairs));
        }
    }

    /**
     * Compares judgments.
     *
     * @param first  whether the first judged each pair rightly
     * @param second whether the second did, in the same order
     * @throws IllegalArgumentException if there are not as many
     */
    public static PairedComparison of(boolean[] first, boolean[] second) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d and %d judgments: those of the same pairs are expected",
                    first.length,
                    second.length));
        }
        long onlyFirst = 0;
        long onlySecond = 0;
        for (int i = 0; i < first.length; i++) {
            onlyFirst += first[i] && !second[i] ? 1 : 0;
            onlySecond += second[i] && !first[i] ? 1 : 0;
        }
        return new PairedComparison(first.length, onlyFirst, onlySecond);
    }

    /** How many pairs more the second judges rightly; negative if fewer. */
    public long gain() {
        return onlySecond - onlyFirst;
    }

    /** Lower end of the 95 % interval of the second's accuracy less the first's, in [−1, 1]; pairs taken as independent. */
    public double lower() {
        return Math.max(-1, center() - halfWidth());
    }

    /** Upper end of that interval, in [−1, 1]. */
    public double upper() {
        return Math.min(1, center() + halfWidth());
    }

    /** With half a pair added to each of the four cells. (Agresti and Min 2005, doi 10.1002/sim.1781, §2.) */
    private double center() {
        return gain() / (pairs + 2.0);
    }

    private double halfWidth() {
        double discordant = onlyFirst + onlySecond + 1.0;
        double n = pairs + 2.0;
        return Z * Math.sqrt(discordant - gain() * gain() / n) / n;
    }

    /** The exact two-sided probability of a difference this large, or larger, if both were equally good; in (0, 1]. */
    public double probability() {
        long discordant = onlyFirst + onlySecond;
        double tail = 0;
        double logTerm = -discordant * Math.log(2); // of the binomial distribution at 0
        for (long k = 0; k <= Math.min(onlyFirst, onlySecond); k++) {
            tail += Math.exp(logTerm);
            logTerm += Math.log(discordant - k) - Math.log(k + 1.0);
        }
        return Math.min(1, 2 * tail);
    }
}
