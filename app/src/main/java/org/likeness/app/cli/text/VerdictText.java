package org.likeness.app.cli.text;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CalibratedRate;
import org.likeness.api.recognition.FaceDecision;
import org.likeness.api.recognition.VerifyAnswer;
import org.likeness.api.recognition.VerifyPersonAnswer;
import org.likeness.app.report.Figures;
import org.likeness.gallery.PersonId;

/** What is said about a comparison: the decision, the distance, the threshold and what is known of it. */
public final class VerdictText {
    private VerdictText() {}

    /** Such as {@code one person: distance 0.3127, threshold 0.9340, FMR 0.001; log-likelihood ratio +3.10: …}. */
    public static String of(VerifyAnswer answer) {
        return String.format(
                Locale.ROOT,
                "%s: %s",
                ofPair(answer.decision()),
                of(
                        answer.distance(),
                        answer.threshold(),
                        answer.calibratedRate(),
                        answer.calibratedOn(),
                        answer.logLikelihoodRatio()));
    }

    /** The decision alone. */
    public static String ofPair(FaceDecision decision) {
        return decision == FaceDecision.MATCH ? "one person" : "two people";
    }

    /** Such as {@code this is Ann, #17, face 31: distance 0.3127, threshold 0.9340}. */
    public static String of(VerifyPersonAnswer answer) {
        return String.format(
                Locale.ROOT,
                "%s %s, %s, face %d: %s",
                ofPerson(answer.decision()),
                answer.nearest().person(),
                new PersonId(answer.nearest().personId()),
                answer.nearest().faceId(),
                of(
                        answer.nearest().distance(),
                        answer.threshold(),
                        answer.calibratedRate(),
                        answer.calibratedOn(),
                        answer.logLikelihoodRatio()));
    }

    /** The beginning of a sentence that ends in a person. */
    public static String ofPerson(FaceDecision decision) {
        return decision == FaceDecision.MATCH ? "this is" : "this is not";
    }

    private static String of(
            double distance,
            double threshold,
            @Nullable CalibratedRate rate,
            @Nullable String data,
            @Nullable Double logLikelihoodRatio) {
        return String.format(
                Locale.ROOT,
                "distance %.4f, threshold %s%s%s",
                distance,
                Figures.threshold(threshold, 4),
                rate == null || data == null ? "" : ", " + EvaluationText.of(rate, data),
                logLikelihoodRatio == null ? "" : evidence(logLikelihoodRatio));
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
