package org.likeness.core.evaluation.verification;

import java.util.List;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/**
 * The rates of thresholds calibrated on some people, measured on others. The interval of a calibrated rate holds for people drawn from the
 * same population, in pictures taken under the same conditions; on other data the rate itself differs, often by a multiple.
 *
 * @param from   the data the thresholds were calibrated on
 * @param to     the data they were applied to
 * @param points one per calibrated rate, in the order of the calibration
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
