package org.likeness.core.evaluation.verification;

import java.util.List;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * Confidence intervals of the figures of a verification, each by itself.
 *
 * @param kind                 the method, by name; intervals with another method have their own
 * @param confidence           in (0, 1)
 * @param people               the people of the pairs
 * @param independentGenuine   number of genuine pairs of which no two share a person
 * @param independentImpostor  number of impostor pairs of which no two share a person
 * @param accuracy             at the given thresholds
 * @param falseMatchRate       at the given thresholds
 * @param falseNonMatchRate    at the given thresholds
 * @param areaUnderCurve       AUC
 * @param equalErrorRate       EER
 * @param trueMatchRates       VAL at each requested false-match rate, in order; each draw has its own threshold
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
