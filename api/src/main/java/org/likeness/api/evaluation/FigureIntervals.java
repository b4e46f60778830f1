package org.likeness.api.evaluation;

import java.util.List;
import org.likeness.api.Interval;

/**
 * Confidence intervals of the figures of a verification, each by itself.
 *
 * @param peopleCount              people of the pairs
 * @param independentGenuineCount  genuine pairs of which no two share a person
 * @param independentImpostorCount impostor pairs of which no two share a person
 * @param accuracyInterval of the accuracy
 * @param falseMatchRateInterval at the given thresholds
 * @param falseNonMatchRateInterval at the given thresholds
 * @param areaUnderCurveInterval of the AUC
 * @param equalErrorRateInterval of the EER
 * @param trueMatchIntervals           at each false-match rate of {@code rates}, in their order
 */
public record FigureIntervals(
        int peopleCount,
        int independentGenuineCount,
        int independentImpostorCount,
        Interval accuracyInterval,
        Interval falseMatchRateInterval,
        Interval falseNonMatchRateInterval,
        Interval areaUnderCurveInterval,
        Interval equalErrorRateInterval,
        List<Interval> trueMatchIntervals) {
    public FigureIntervals {
        trueMatchIntervals = List.copyOf(trueMatchIntervals);
    }
}
