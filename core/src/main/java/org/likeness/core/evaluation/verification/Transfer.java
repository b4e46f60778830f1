package org.likeness.core.evaluation.verification;

import java.util.List;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/**
 * What thresholds that were calibrated on some people do on others. An interval of a calibrated rate says how far it may be off for people
 * drawn like those it was measured on, in pictures taken alike; on other data the rate itself is another, often several times as large.
 *
 * @param from   whom the thresholds were calibrated on
 * @param to     whom they were tried on
 * @param points one a calibrated rate, in the calibration's order
 */
public record Transfer(String from, String to, List<Point> points) {
    public Transfer {
        points = List.copyOf(points);
    }

    /**
     * A calibrated threshold on the other people.
     *
     * @param falseMatchRate  that it was calibrated for, in (0, 1)
     * @param threshold       a distance, or {@link org.likeness.core.embedding.Distance#BELOW_ALL}
     * @param falseMatches    the other people's impostor pairs that match
     * @param interval        of their share, by people
     * @param falseNonMatches the other people's genuine pairs that do not match
     */
    public record Point(
            double falseMatchRate,
            double threshold,
            Rate falseMatches,
            ConfidenceInterval interval,
            Rate falseNonMatches) {
        /** How many times the calibrated rate the rate on the other people is. */
        public double factor() {
            return falseMatches.value() / falseMatchRate;
        }
    }
}
