package org.likeness.core.evaluation.verification;

import java.util.List;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * How far the figures of a verification can be trusted, each by itself.
 *
 * @param kind                 how the intervals were made, by name; one that says otherwise has its own
 * @param confidence           in (0, 1)
 * @param people               whom the pairs show
 * @param independentGenuine   genuine pairs of which no two share a person
 * @param independentImpostor  impostor pairs of which no two share a person
 * @param accuracy             with the thresholds as they are
 * @param falseMatchRate       with the thresholds as they are
 * @param falseNonMatchRate    with the thresholds as they are
 * @param areaUnderCurve       AUC
 * @param equalErrorRate       EER
 * @param trueMatchRates       VAL at each false-match rate, in the order in which they were asked for; the threshold is that of each
 *                             draw
 */
public record VerificationIntervals(
        String kind,
        double confidence,
        int people,
        int independentGenuine,
        int independentImpostor,
        ConfidenceInterval accuracy,
        ConfidenceInterval falseMatchRate,
        ConfidenceInterval falseNonMatchRate,
        ConfidenceInterval areaUnderCurve,
        ConfidenceInterval equalErrorRate,
        List<ConfidenceInterval> trueMatchRates) {
    public VerificationIntervals {
        trueMatchRates = List.copyOf(trueMatchRates);
    }
}
