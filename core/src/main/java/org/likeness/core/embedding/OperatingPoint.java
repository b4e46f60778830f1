package org.likeness.core.embedding;

import java.util.Locale;

/**
 * A threshold for a false-match rate, with its measured rates. The interval holds for people and pictures like those of the calibration; on
 * other data the rate can be several times as high.
 *
 * @param falseMatchRate    the requested rate, in (0, 1)
 * @param threshold         a distance at which at most that share of impostor pairs matched; {@link Distance#BELOW_ALL} if more were at
 *                          distance 0, so that nothing may match
 * @param lowerBound        of the false-match rate at the threshold, 95 % confidence
 * @param upperBound        of the false-match rate at the threshold, 95 % confidence
 * @param falseNonMatchRate share of genuine pairs with a larger distance than the threshold, in [0, 1]
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
