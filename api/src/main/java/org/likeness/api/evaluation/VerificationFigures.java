package org.likeness.api.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CountedRate;

/**
 * The figures of a verification: {@code docs/confidence.md}.
 *
 * @param pairCount          pairs
 * @param genuineCount       pairs of one person
 * @param impostorCount      pairs of two people
 * @param failureCount       pairs with a picture without a face
 * @param threshold          the largest distance that matches; the mean of the folds if each has its own
 * @param foldThresholds     of each fold; empty without folds
 * @param thresholdOrigin    where the threshold comes from
 * @param accuracy           share of correctly judged pairs, both kinds weighted alike; null where a kind has no pair
 * @param correctGenuine     genuine pairs that match, of all genuine pairs
 * @param correctImpostor    impostor pairs that do not match, of all impostor pairs; one without a distance is an error
 * @param standardError      of the accuracy over the folds; null without folds
 * @param falseMatches       impostor pairs that match, of those with a distance
 * @param falseNonMatches    genuine pairs that do not match
 * @param areaUnderCurve     AUC, in [0, 1]
 * @param equalErrorRate     EER, in [0, 1]
 * @param optimisticAccuracy at the best threshold of these pairs: an upper bound, not a result
 * @param rates              true-match rates at false-match rates
 */
public record VerificationFigures(
        int pairCount,
        int genuineCount,
        int impostorCount,
        int failureCount,
        double threshold,
        List<Double> foldThresholds,
        String thresholdOrigin,
        @Nullable Double accuracy,
        CountedRate correctGenuine,
        CountedRate correctImpostor,
        @Nullable Double standardError,
        CountedRate falseMatches,
        CountedRate falseNonMatches,
        double areaUnderCurve,
        double equalErrorRate,
        @Nullable Double optimisticAccuracy,
        List<RateAtThreshold> rates) {
    public VerificationFigures {
        foldThresholds = List.copyOf(foldThresholds);
        rates = List.copyOf(rates);
    }

    /**
     * Figures at a false-match rate.
     *
     * @param falseMatchRate the rate asked for
     * @param threshold      a distance that keeps to it on these pairs; −1 if nothing matches
     * @param falseMatches   impostor pairs that match there
     * @param trueMatches    genuine pairs that match there
     * @param measurable     whether the impostor pairs suffice for about 30 errors at that rate
     */
    public record RateAtThreshold(
            double falseMatchRate,
            double threshold,
            CountedRate falseMatches,
            CountedRate trueMatches,
            boolean measurable) {}
}
