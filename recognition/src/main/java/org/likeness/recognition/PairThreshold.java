package org.likeness.recognition;

import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.OperatingPoint;

/**
 * The largest distance at which two faces are one person's, and why this one.
 *
 * @param thresholds of the encoder
 * @param distance   squared Euclidean
 * @param point      the calibrated point of that distance; empty if it was not chosen by a false-match rate
 */
public record PairThreshold(Thresholds thresholds, double distance, Optional<OperatingPoint> point) {
    /**
     * The one of the highest accuracy.
     *
     * @throws LikenessException if the encoder is not calibrated
     */
    public static PairThreshold ofHighestAccuracy(Thresholds thresholds) {
        return at(thresholds, thresholds.ofHighestAccuracy());
    }

    /** One that was chosen by hand. */
    public static PairThreshold at(Thresholds thresholds, double distance) {
        return new PairThreshold(thresholds, distance, Optional.empty());
    }

    /**
     * The one of a false-match rate.
     *
     * @throws LikenessException if the encoder is not calibrated for that rate; the message lists the rates
     */
    public static PairThreshold ofFalseMatchRate(Thresholds thresholds, double rate) {
        OperatingPoint point = thresholds.operatingPoint(rate);
        return new PairThreshold(thresholds, point.threshold(), Optional.of(point));
    }

    /** Whether two faces at a distance are one person's. */
    public boolean matches(double between) {
        return between <= distance;
    }

    /** The data that the point was measured on; empty without a point. */
    public Optional<String> calibratedOn() {
        return point.map(known -> thresholds.calibration().data());
    }
}
