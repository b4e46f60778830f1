package org.likeness.app.cli.text;

import java.util.Locale;
import java.util.Optional;
import org.likeness.app.report.Figures;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.recognition.Thresholds;

/** What is said about a comparison: the distance, the threshold and what is known of it. */
public final class VerdictText {
    private VerdictText() {}

    /**
     * Such as {@code distance 0.3127, threshold 0.9340, FMR 0.001; log-likelihood ratio +3.10: 22.2 times as likely for one person as for two}.
     *
     * @param point the calibrated point of the threshold, if it was chosen by a rate
     */
    public static String of(double distance, double threshold, Optional<OperatingPoint> point, Thresholds calibrated) {
        return String.format(
                Locale.ROOT,
                "distance %.4f, threshold %s%s%s",
                distance,
                Figures.threshold(threshold, 4),
                point.map(known -> ", " + EvaluationText.of(known, calibrated.calibration()))
                        .orElse(""),
                calibrated
                        .logLikelihoodRatio(distance)
                        .map(VerdictText::evidence)
                        .orElse(""));
    }

    /** The ratio itself, of the kind that it speaks for. */
    private static String evidence(double logarithm) {
        return String.format(
                Locale.ROOT,
                "; log-likelihood ratio %+.2f: %.3g times as likely for %s",
                logarithm,
                Math.exp(Math.abs(logarithm)),
                logarithm >= 0 ? "one person as for two" : "two people as for one");
    }
}
