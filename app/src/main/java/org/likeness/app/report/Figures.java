package org.likeness.app.report;

import java.util.Locale;
import org.likeness.core.embedding.Distance;
import org.likeness.core.evaluation.verification.Accuracy;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/** Formats figures: a uniform number of digits, and a share always with its count. */
public final class Figures {
    private Figures() {}

    /** A share as percent with one decimal, such as {@code 97.3 %}; a dash where nothing was counted. */
    public static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }

    /** What a share was counted from, such as {@code 1,946 of 2,000}. */
    public static String count(Rate rate) {
        return String.format(Locale.ROOT, "%,d of %,d", rate.count(), rate.trials());
    }

    /** The range that holds a share with 95 % confidence, such as {@code 96.5–97.9 %}. */
    public static String range(Rate rate) {
        return String.format(Locale.ROOT, "%.1f–%.1f\u00a0%%", 100 * rate.lower(), 100 * rate.upper());
    }

    /** The range of an interval of a share. */
    public static String range(ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "%.1f–%.1f\u00a0%%", 100 * interval.lower(), 100 * interval.upper());
    }

    /** A distance with three decimals. */
    public static String distance(double distance) {
        return String.format(Locale.ROOT, "%.3f", distance);
    }

    /** A threshold with three decimals, or that nothing matches at it. */
    public static String threshold(double threshold) {
        return threshold(threshold, 3);
    }

    /** A threshold with some decimals, or that nothing matches at it. */
    public static String threshold(double threshold, int decimals) {
        return threshold == Distance.BELOW_ALL
                ? "below 0 (nothing matches)"
                : String.format(Locale.ROOT, "%." + decimals + "f", threshold);
    }

    /** What an accuracy was counted from: pairs, or, where they are not as many of each kind, pairs of each kind. */
    public static String count(Accuracy accuracy) {
        return accuracy.isBalanced()
                ? count(accuracy.pairs())
                : String.format(
                        Locale.ROOT,
                        "balanced: %s genuine, %s impostor",
                        count(accuracy.genuine()),
                        count(accuracy.impostor()));
    }

    /** A whole number with its thousands apart. */
    public static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A time as minutes and seconds, such as {@code 3 min 52 s}. */
    public static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
}
