package org.likeness.app.wire;

import java.util.List;
import org.likeness.api.CountedRate;
import org.likeness.api.Interval;
import org.likeness.api.evaluation.CalibrateAnswer;
import org.likeness.api.evaluation.CalibrateAnswer.TransferredRate;
import org.likeness.api.evaluation.FigureIntervals;
import org.likeness.api.evaluation.PairsResult.OneShotFigures;
import org.likeness.api.evaluation.VerificationFigures;
import org.likeness.api.evaluation.VerificationFigures.RateAtThreshold;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.verification.Transfer;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/** Rates, intervals, and the figures of verification and identification. */
public final class Rates {
    private Rates() {}

    public static CountedRate of(Rate rate) {
        return CountedRate.of(rate.count(), rate.trials());
    }

    static Interval of(ConfidenceInterval interval) {
        return new Interval(interval.lower(), interval.upper(), interval.confidence(), interval.kind());
    }

    public static VerificationFigures of(VerificationResult result) {
        return new VerificationFigures(
                result.pairs(),
                result.genuine(),
                result.impostor(),
                result.failures(),
                result.threshold(),
                result.foldThresholds(),
                result.thresholdOrigin(),
                result.accuracy().value(),
                of(result.accuracy().genuine()),
                of(result.accuracy().impostor()),
                result.standardError().isPresent() ? result.standardError().getAsDouble() : null,
                of(result.falseMatches()),
                of(result.falseNonMatches()),
                result.areaUnderCurve(),
                result.equalErrorRate(),
                result.optimisticAccuracy().value(),
                result.points().stream()
                        .map(point -> new RateAtThreshold(
                                point.falseMatchRate(),
                                point.threshold(),
                                of(point.falseMatches()),
                                of(point.trueMatches()),
                                point.measurable()))
                        .toList());
    }

    public static FigureIntervals of(VerificationIntervals intervals) {
        return new FigureIntervals(
                intervals.people(),
                intervals.independentGenuine(),
                intervals.independentImpostor(),
                of(intervals.accuracy()),
                of(intervals.falseMatchRate()),
                of(intervals.falseNonMatchRate()),
                of(intervals.areaUnderCurve()),
                of(intervals.equalErrorRate()),
                intervals.trueMatchRates().stream().map(Rates::of).toList());
    }

    public static OneShotFigures of(Identification.Result result) {
        return new OneShotFigures(
                result.enrolled(),
                of(result.rankOne()),
                result.cumulative(),
                result.threshold(),
                of(result.falseNegatives()),
                of(result.falsePositives()));
    }

    /** Rates of thresholds from one set of people on another. */
    public static List<CalibrateAnswer.Transfer> of(List<Transfer> transfers) {
        return transfers.stream()
                .map(transfer -> new CalibrateAnswer.Transfer(
                        transfer.from(),
                        transfer.to(),
                        transfer.points().stream()
                                .map(point -> new TransferredRate(
                                        point.falseMatchRate(),
                                        point.threshold(),
                                        of(point.falseMatches()),
                                        of(point.interval()),
                                        of(point.falseNonMatches())))
                                .toList()))
                .toList();
    }
}
