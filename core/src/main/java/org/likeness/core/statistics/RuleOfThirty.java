package org.likeness.core.statistics;

import java.util.Locale;
import org.likeness.core.LikenessException;

/**
 * The rule of 30: the false-match rates that a number of pairs supports are those with at least 30 expected errors. With 30 errors the true
 * rate is within 30 % of the measured one, with 90 % confidence. (Doddington et al. 2000, "The NIST speaker recognition evaluation", doi
 * 10.1016/S0167-6393(99)00080-1, §6.)
 */
public final class RuleOfThirty {
    private static final int ERRORS = 30;
    private static final double ROUNDING = 1e-9; // 0.01 · 3,000 is to be 30, 30/0.001 to be 30,000

    private RuleOfThirty() {}

    /**
     * Whether so many impostor pairs give some 30 errors at that rate.
     *
     * @param falseMatchRate in (0, 1)
     * @param impostorPairs  at least 0
     */
    public static boolean supports(double falseMatchRate, long impostorPairs) {
        return falseMatchRate * impostorPairs >= ERRORS - ROUNDING;
    }

    /** How many impostor pairs a rate in (0, 1) needs. */
    public static long pairsNeeded(double falseMatchRate) {
        return (long) Math.ceil(ERRORS / falseMatchRate * (1 - ROUNDING));
    }

    /** What is wrong with a rate that so many pairs do not support, such as {@code 3,000 impostor pairs give 3 expected errors …}. */
    public static String shortfall(double falseMatchRate, long impostorPairs) {
        return shortfall(falseMatchRate, impostorPairs, "impostor pairs", "pairs");
    }

    /** The same for a false-positive identification rate and the probes of strangers. */
    public static String shortfallOfProbes(double falsePositiveIdentificationRate, long probes) {
        return shortfall(falsePositiveIdentificationRate, probes, "probes of strangers", "probes");
    }

    private static String shortfall(double rate, long trials, String kind, String kindNeeded) {
        return String.format(
                Locale.ROOT,
                "%,d %s give %.2g expected errors at this rate; %d need %,d %s",
                trials,
                kind,
                rate * trials,
                ERRORS,
                pairsNeeded(rate),
                kindNeeded);
    }

    /**
     * Refuses what cannot be claimed.
     *
     * @throws LikenessException if the rate does not lie between 0 and 1, or if the pairs are too few for it; the message says how many
     *                       it needs
     */
    public static void require(double falseMatchRate, long impostorPairs) {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "false-match rate %s: it must lie between 0 and 1, such as 0.001", falseMatchRate));
        }
        if (!supports(falseMatchRate, impostorPairs)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "a false-match rate of %s is not supported: %s. Give more pairs%s",
                    falseMatchRate,
                    shortfall(falseMatchRate, impostorPairs),
                    otherwise(impostorPairs)));
        }
    }

    /** The smallest rate that so many pairs support, to two digits, rounded up; nothing where there is none. */
    private static String otherwise(long impostorPairs) {
        double rate = (double) ERRORS / Math.max(1, impostorPairs);
        double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
        double rounded = Math.ceil(rate / unit * (1 - ROUNDING)) * unit;
        return rounded >= 1
                ? ""
                : String.format(Locale.ROOT, ", or ask for %s or more", Float.toString((float) rounded));
    }
}
