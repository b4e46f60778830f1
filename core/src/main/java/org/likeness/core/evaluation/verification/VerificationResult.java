package org.likeness.core.evaluation.verification;

import java.util.List;
import java.util.OptionalDouble;
import org.likeness.core.statistics.Rate;

/**
 * The result of a verification.
 *
 * @param pairs              number of pairs
 * @param genuine            number of genuine pairs
 * @param impostor           number of impostor pairs
 * @param failures           pairs with a failure to acquire: errors of the accuracy; non-matches in FNMR
 * @param threshold          the largest distance that matches; the mean of the folds if each had its own, which is for display only
 * @param foldThresholds     of each fold; empty if there is one threshold for all pairs
 * @param thresholdOrigin    the origin of the threshold
 * @param accuracy           correctly judged pairs, each at its threshold; both kinds weighted alike
 * @param standardError      of the accuracy over the folds, σ/√folds; empty without folds
 * @param falseMatches       impostor pairs that matched, each at its threshold, of those with a distance
 * @param falseNonMatches    genuine pairs that did not match, each at its threshold
 * @param areaUnderCurve     in [0, 1]
 * @param equalErrorRate     in [0, 1]
 * @param optimisticAccuracy at the best threshold of these pairs: an upper bound, not a result
 * @param points             VAL at false-match rates
 */
public record VerificationResult(
        int pairs,
        int genuine,
        int impostor,
        int failures,
        double threshold,
        List<Double> foldThresholds,
        String thresholdOrigin,
        Accuracy accuracy,
        OptionalDouble standardError,
        Rate falseMatches,
        Rate falseNonMatches,
        double areaUnderCurve,
        double equalErrorRate,
        Accuracy optimisticAccuracy,
        List<RatePoint> points) {
    public VerificationResult {
        foldThresholds = List.copyOf(foldThresholds);
        points = List.copyOf(points);
    }

    /** Impostor pairs without a distance: errors in accuracy, and no false matches. */
    public long impostorFailures() {
        return impostor - falseMatches.trials();
    }

    /** The same result with VAL at other false-match rates, those of {@link Verification#points}. */
    public VerificationResult withPoints(List<RatePoint> others) {
        return new VerificationResult(
                pairs,
                genuine,
                impostor,
                failures,
                threshold,
                foldThresholds,
                thresholdOrigin,
                accuracy,
                standardError,
                falseMatches,
                falseNonMatches,
                areaUnderCurve,
                equalErrorRate,
                optimisticAccuracy,
                others);
    }

    /**
     * VAL at a false-match rate.
     *
     * @param falseMatchRate the rate asked for
     * @param threshold      a distance that keeps to it on these pairs: {@link Roc#thresholdAt}
     * @param falseMatches   impostor pairs that match there
     * @param trueMatches    genuine pairs that match there: VAL, also called TAR
     * @param measurable     whether the impostor pairs are enough for about 30 errors at that rate; a bound otherwise
     */
    public record RatePoint(
            double falseMatchRate, double threshold, Rate falseMatches, Rate trueMatches, boolean measurable) {}
}
