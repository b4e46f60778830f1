package org.likeness.server.resource;

import java.util.Optional;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.recognition.Thresholds;
import org.likeness.server.http.Call;
import org.likeness.server.http.ServiceException;

/**
 * The largest distance at which two faces are one person's.
 *
 * @param distance     squared Euclidean
 * @param point        the calibrated point, if a false-match rate was asked for
 * @param calibratedOn the data of that point
 */
record PairThreshold(double distance, Optional<OperatingPoint> point, Optional<String> calibratedOn) {
    /** That of the parameters {@code threshold} or {@code fmr}, or else the one of the highest accuracy. */
    static PairThreshold of(Call call, Thresholds thresholds) {
        return given(call, thresholds)
                .orElseGet(() -> new PairThreshold(thresholds.ofHighestAccuracy(), Optional.empty(), Optional.empty()));
    }

    /** That of the parameters {@code threshold} or {@code fmr}. */
    static Optional<PairThreshold> given(Call call, Thresholds thresholds) {
        Optional<Double> threshold = call.query("threshold", Math.nextDown(0.0), Math.nextUp(4.0));
        Optional<Double> rate = call.query("fmr", 0, 1);
        if (threshold.isPresent() && rate.isPresent()) {
            throw ServiceException.invalid("give either threshold or fmr, not both");
        }
        return threshold
                .map(distance -> new PairThreshold(distance, Optional.empty(), Optional.empty()))
                .or(() -> rate.map(thresholds::operatingPoint)
                        .map(point -> new PairThreshold(
                                point.threshold(),
                                Optional.of(point),
                                Optional.of(thresholds.calibration().data()))));
    }

    FaceDecision decide(double between) {
        return between <= distance ? FaceDecision.MATCH : FaceDecision.NON_MATCH;
    }
}
