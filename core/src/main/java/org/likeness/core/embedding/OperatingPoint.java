package org.likeness.core.embedding;

import java.util.Locale;

/**
 * A threshold at a false-match rate, with what was measured there. The interval is for people and pictures like those of the calibration;
 * on other data the rate itself may be several times as large.
 *
 * @param falseMatchRate    the rate asked for, in (0, 1)
 * @param threshold         a distance at which no more than that rate of impostor pairs matched; {@link Distance#BELOW_ALL} where more lay at
 *                          distance 0, so that nothing may match
 * @param lowerBound        of the false-match rate at the threshold, 95 % confidence
 * @param upperBound        of the false-match rate at the threshold, 95 % confidence
 * @param falseNonMatchRate share of genuine pairs farther apart than the threshold, in [0, 1]
 */
public record OperatingPoint(
        double falseMatchRate, double threshold, double lowerBound, double upperBound, double falseNonMatchRate) {
    public OperatingPoint {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "false-match rate %s: it must lie between 0 and 1", falseMatchRate));
        }
        Distance.requireThreshold(threshold);
    }
}
