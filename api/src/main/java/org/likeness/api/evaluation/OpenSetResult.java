package org.likeness.api.evaluation;

import java.util.List;
import org.likeness.api.CountedRate;
import org.likeness.api.Interval;

/**
 * Open-set identification.
 *
 * @param enrolledCount   people in the gallery
 * @param rankOne         probes of enrolled people whose nearest person is the right one
 * @param rankOneInterval of that share
 * @param rates           at the false-positive rates asked for
 */
public record OpenSetResult(
        int enrolledCount, CountedRate rankOne, Interval rankOneInterval, List<IdentificationRate> rates)
        implements EvaluationResult {
    public OpenSetResult {
        rates = List.copyOf(rates);
    }

    /**
     * Figures at a false-positive rate.
     *
     * @param falsePositiveRate the rate asked for, FPIR
     * @param threshold         the largest distance that identifies; −1 if nothing does
     * @param falsePositives    probes of strangers that are identified
     * @param falseNegatives    probes of enrolled people who are not identified as themselves, FNIR
     * @param measurable        whether about 30 false positives can be expected
     */
    public record IdentificationRate(
            double falsePositiveRate,
            double threshold,
            CountedRate falsePositives,
            CountedRate falseNegatives,
            boolean measurable) {}
}
