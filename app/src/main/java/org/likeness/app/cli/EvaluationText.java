package org.likeness.app.cli;

import java.util.Locale;
import org.likeness.core.evaluation.DistanceChange;
import org.likeness.core.evaluation.Identification;
import org.likeness.core.evaluation.PairedComparison;
import org.likeness.core.evaluation.Rate;
import org.likeness.core.evaluation.VerificationResult;

/** Measurements as lines for people: each rate with what it was counted from. */
final class EvaluationText {
    private EvaluationText() {}

    static String of(String pairs, boolean mirror, VerificationResult result) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Verification: %s%s, %,d genuine and %,d impostor pairs, %,d with a picture that gave no face",
                pairs,
                mirror ? ", mean of picture and mirror image" : "",
                result.genuine(),
                result.impostor(),
                result.failures());
        String spread = result.standardError().isPresent()
                ? " ± %.2f %% (standard error over the folds, σ/√folds)"
                        .formatted(100 * result.standardError().getAsDouble())
                : " (95 %% confidence if pairs were independent: %.1f to %.1f %%)"
                        .formatted(
                                100 * result.accuracy().lower(),
                                100 * result.accuracy().upper());
        line(text, "  accuracy          %s%s", rate(result.accuracy()), spread);
        line(text, "  threshold         %.4f, from %s", result.threshold(), result.thresholdOrigin());
        line(text, "  false matches     %s", rate(result.falseMatches()));
        line(text, "  false non-matches %s", rate(result.falseNonMatches()));
        line(text, "  AUC               %.4f", result.areaUnderCurve());
        line(text, "  EER               %.2f %%", 100 * result.equalErrorRate());
        for (VerificationResult.RatePoint point : result.points()) {
            line(
                    text,
                    "  VAL at FAR %-6s %s, %s false matches%s",
                    number(point.falseMatchRate()),
                    rate(point.trueMatches()),
                    rate(point.falseMatches()),
                    point.measurable() ? "" : "; too few impostor pairs for a claim: some 30 errors are needed");
        }
        line(
                text,
                "  optimistic        %s at the threshold that is best for these very pairs; not a result",
                rate(result.optimisticAccuracy()));
        return text.toString();
    }

    static String of(String against, PairedComparison compared) {
        return String.format(
                Locale.ROOT,
                "  against %s: %+,d pairs (only this one right %,d, only the other %,d); difference %+.2f to %+.2f points (95 %% confidence if pairs were independent), McNemar p %.2g%n",
                against,
                compared.gain(),
                compared.onlySecond(),
                compared.onlyFirst(),
                100 * compared.lower(),
                100 * compared.upper(),
                compared.probability());
    }

    static String of(DistanceChange change) {
        return String.format(
                Locale.ROOT,
                "  distances moved   by %.2g in the mean of %,d pairs, by %.2g at most%n",
                change.mean(),
                change.pairs(),
                change.largest());
    }

    /** Of all pictures, pairs' and people's. */
    static String failureToAcquire(Rate rate) {
        return "Failure to acquire: %s pictures could not be read or show no face; each counts as an error%n"
                .formatted(rate(rate));
    }

    static String of(Identification.Result result) {
        StringBuilder text = new StringBuilder();
        line(text, "One-shot identification: %,d people enrolled with one picture each", result.enrolled());
        line(text, "  rank-1            %s", rate(result.rankOne()));
        if (result.enrolled() >= 5) {
            line(text, "  rank-5            %.2f %%", 100 * result.cumulative().get(4));
        }
        line(text, "  threshold         %.4f", result.threshold());
        line(
                text,
                "  FNIR              %s of probes of enrolled people not identified as themselves",
                rate(result.falseNegatives()));
        line(
                text,
                "  FPIR              %s of probes of strangers identified as somebody",
                rate(result.falsePositives()));
        return text.toString();
    }

    /** Such as {@code 96.30 % (963 of 1,000)}. */
    static String rate(Rate rate) {
        return rate.trials() == 0
                ? "nothing to count"
                : String.format(Locale.ROOT, "%.2f %% (%,d of %,d)", 100 * rate.value(), rate.count(), rate.trials());
    }

    private static String number(double value) {
        return Double.toString(value);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
