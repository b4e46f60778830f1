package org.likeness.server.answer;

import org.likeness.api.CalibratedRate;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.CalibratedThresholds.LogLikelihoodRatio;
import org.likeness.api.ExtractionSettings;
import org.likeness.api.Interval;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.statistics.ConfidenceInterval;

/** Calibrated thresholds, and how the faces were obtained that they were measured on. */
public final class Calibrations {
    private Calibrations() {}

    public static CalibratedThresholds of(Calibration calibration) {
        return new CalibratedThresholds(
                calibration.threshold(),
                calibration.data(),
                calibration.dataSha256().orElse(null),
                calibration.identities(),
                calibration.genuinePairs(),
                calibration.impostorPairs(),
                calibration.points().stream().map(Calibrations::of).toList(),
                calibration
                        .likelihoodRatio()
                        .map(ratio ->
                                new LogLikelihoodRatio(ratio.offset(), ratio.slope(), ratio.cost(), ratio.leastCost()))
                        .orElse(null),
                calibration.taking().map(Calibrations::of).orElse(null));
    }

    /** The method of the interval is not part of a calibration. */
    public static CalibratedRate of(OperatingPoint point) {
        return new CalibratedRate(
                point.falseMatchRate(),
                point.threshold(),
                new Interval(point.lowerBound(), point.upperBound(), ConfidenceInterval.USUAL_CONFIDENCE, null),
                point.falseNonMatchRate());
    }

    public static ExtractionSettings of(FaceExtraction taking) {
        return new ExtractionSettings(
                taking.detection().map(FaceExtraction.Detection::detector).orElse(null),
                taking.detection().map(FaceExtraction.Detection::sha256).orElse(null),
                taking.detection().flatMap(FaceExtraction.Detection::template).orElse(null),
                taking.mirror());
    }
}
