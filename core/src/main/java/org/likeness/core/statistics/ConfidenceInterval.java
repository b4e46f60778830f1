package org.likeness.core.statistics;

import java.util.Arrays;
import java.util.Locale;

/**
 * A confidence interval.
 *
 * @param lower      lower bound, at most {@code upper}
 * @param upper      upper bound
 * @param confidence probability that such an interval contains the true value, in (0, 1)
 * @param kind       the method, such as {@code identity bootstrap, 1,000 draws}
 */
public record ConfidenceInterval(double lower, double upper, double confidence, String kind) {
    /** What is used unless another confidence is asked for. */
    public static final double USUAL_CONFIDENCE = 0.95;

    public ConfidenceInterval {
        requireConfidence(confidence);
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "from %s to %s is no interval", lower, upper));
        }
    }

    /** @throws IllegalArgumentException if it does not lie between 0 and 1 */
    public static void requireConfidence(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "confidence %s: it must lie between 0 and 1, such as 0.95", confidence));
        }
    }

    /**
     * The interval of {@link #USUAL_CONFIDENCE} between percentiles of the draws of a bootstrap.
     *
     * @param draws one or more; sorted by this
     * @param kind  the method
     */
    public static ConfidenceInterval ofPercentiles(double[] draws, String kind) {
        Arrays.sort(draws);
        int outside = (int) Math.floor((1 - USUAL_CONFIDENCE) / 2 * draws.length);
        return new ConfidenceInterval(draws[outside], draws[draws.length - 1 - outside], USUAL_CONFIDENCE, kind);
    }

    /** Whether a value lies in it. */
    public boolean holds(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * The bound for what never happened in independent trials: with probability (1 − p)ⁿ a rate p shows nothing, which is below
     * 1 − confidence for p above −ln(1 − confidence)/n; 3/n at 95 %.
     *
     * @param trials independent ones, at least 0
     * @return in (0, 1]; the rule of 3 (Hanley and Lippman-Hand 1983)
     */
    public static double boundWithoutErrors(long trials, double confidence) {
        requireConfidence(confidence);
        double errors = confidence == USUAL_CONFIDENCE ? 3 : -Math.log(1 - confidence);
        return trials == 0 ? 1 : Math.min(1, errors / trials);
    }
}
