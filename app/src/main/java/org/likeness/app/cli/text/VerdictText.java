package org.likeness.app.cli.text;

import java.util.Locale;
import org.likeness.app.report.Figures;
import org.likeness.recognition.PairThreshold;
import org.likeness.recognition.Thresholds;

/** What is said about a comparison: the distance, the threshold and what is known of it. */
public final class VerdictText {
    private VerdictText() {}

    /**
     * Such as {@code distance 0.3127, threshold 0.9340, FMR 0.001; log-likelihood ratio +3.10: 22.2 times as likely for one person as for two}.
     *
     * @param distance of two faces
     */
    public static String of(double distance, PairThreshold threshold) {
        Thresholds calibrated = threshold.thresholds();
        return String.format(
                Locale.ROOT,
                "distance %.4f, threshold %s%s%s",
                distance,
                Figures.threshold(threshold.distance(), 4),
                threshold
                        .point()
                        .map(known -> ", " + EvaluationText.of(known, calibrated.calibration()))
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
