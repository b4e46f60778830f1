package org.likeness.app.cli.text;

import java.util.Collections;
import java.util.Locale;
import org.likeness.api.CalibratedRate;
import org.likeness.app.report.Figures;
import org.likeness.core.evaluation.identification.Identification;
import org.likeness.core.evaluation.verification.Accuracy;
import org.likeness.core.evaluation.verification.DistanceChange;
import org.likeness.core.evaluation.verification.GroupResult;
import org.likeness.core.evaluation.verification.PairedComparison;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/** Formats evaluation results as text: each rate with its counts. */
public final class EvaluationText {
    private EvaluationText() {}

    public static String of(String pairs, boolean mirror, VerificationResult result, VerificationIntervals intervals) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Verification: %s%s, %,d genuine and %,d impostor pairs, %,d with a failure to acquire",
                pairs,
                mirror ? ", mean of picture and mirror image" : "",
                result.genuine(),
                result.impostor(),
                result.failures());
        line(
                text,
                "  in brackets       %s %% confidence interval (%s of %,d people)",
                number(100 * intervals.confidence()),
                intervals.kind(),
                intervals.people());
        String spread = result.standardError().isPresent()
                ? String.format(
                        Locale.ROOT,
                        "; ± %.2f %% standard error over the folds, σ/√folds",
                        100 * result.standardError().getAsDouble())
                : "";
        line(
                text,
                "  accuracy          %s %s%s",
                accuracy(result.accuracy()),
                range(intervals.accuracy(), intervals),
                spread);
        line(text, "  errors            %s", errors(result));
        line(text, "  threshold         %s", thresholds(result));
        line(text, "  false matches     %s", counted(result.falseMatches(), intervals.falseMatchRate(), intervals));
        line(
                text,
                "  false non-matches %s",
                counted(result.falseNonMatches(), intervals.falseNonMatchRate(), intervals));
        ConfidenceInterval area = intervals.areaUnderCurve();
        line(text, "  AUC               %.4f [%.4f to %.4f]", result.areaUnderCurve(), area.lower(), area.upper());
        line(
                text,
                "  EER               %.2f %% %s",
                100 * result.equalErrorRate(),
                range(intervals.equalErrorRate(), intervals));
        for (int i = 0; i < result.points().size(); i++) {
            VerificationResult.RatePoint point = result.points().get(i);
            line(
                    text,
                    "  VAL at FAR %-6s %s",
                    number(point.falseMatchRate()),
                    point.measurable()
                            ? counted(
                                            point.trueMatches(),
                                            intervals.trueMatchRates().get(i),
                                            intervals)
                                    + String.format(Locale.ROOT, ", %s false matches", rate(point.falseMatches()))
                            : "not supported: "
                                    + RuleOfThirty.shortfall(
                                            point.falseMatchRate(),
                                            point.falseMatches().trials()));
        }
        line(
                text,
                "  optimistic        %s at the best threshold of these pairs; not a result",
                accuracy(result.optimisticAccuracy()));
        return text.toString();
    }

    /** Such as {@code 98.87 % (5,932 of 6,000)}; with unequal numbers, the mean over the two kinds, and what that is of. */
    public static String accuracy(Accuracy accuracy) {
        return accuracy.isBalanced()
                ? rate(accuracy.pairs())
                : String.format(
                        Locale.ROOT,
                        "%.2f %% balanced: the mean of %s genuine and %s impostor pairs judged correctly",
                        100 * accuracy.value(),
                        rate(accuracy.genuine()),
                        rate(accuracy.impostor()));
    }

    /** The errors of the accuracy, by what they are: they add up. */
    private static String errors(VerificationResult result) {
        return String.format(
                Locale.ROOT,
                "%,d pairs: %,d false matches, %,d false non-matches%s",
                result.accuracy().errors(),
                result.falseMatches().count(),
                result.falseNonMatches().count(),
                result.impostorFailures() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d impostor pairs with a failure to acquire",
                                result.impostorFailures()));
    }

    private static String thresholds(VerificationResult result) {
        if (result.foldThresholds().isEmpty()) {
            return String.format(
                    Locale.ROOT, "%s, from %s", Figures.threshold(result.threshold(), 4), result.thresholdOrigin());
        }
        return String.format(
                Locale.ROOT,
                "%s to %s, from %s; each fold has its own",
                Figures.threshold(Collections.min(result.foldThresholds()), 4),
                Figures.threshold(Collections.max(result.foldThresholds()), 4),
                result.thresholdOrigin());
    }

    /** A rate with its interval; one without an error, as a bound. */
    private static String counted(Rate rate, ConfidenceInterval interval, VerificationIntervals all) {
        return rate.count() == 0
                ? String.format(
                        Locale.ROOT,
                        "at most %.2f %% (none of %,d; %s)",
                        100 * interval.upper(),
                        rate.trials(),
                        interval.kind())
                : rate(rate) + " " + range(interval, all);
    }

    /** The interval, with its kind where that is not what stands above. */
    private static String range(ConfidenceInterval interval, VerificationIntervals all) {
        return String.format(
                Locale.ROOT,
                "[%.2f to %.2f %%%s]",
                100 * interval.lower(),
                100 * interval.upper(),
                interval.kind().equals(all.kind()) ? "" : "; " + interval.kind());
    }

    /** Each group's errors at the threshold of all. */
    public static String of(GroupResult.All groups) {
        StringBuilder text = new StringBuilder();
        line(text, "Groups, by pairs with both pictures in the group, at the thresholds above:");
        for (GroupResult group : groups.results()) {
            line(
                    text,
                    "  %-24s false matches %s, false non-matches %s",
                    group.attribute() + ": " + group.value(),
                    counted(group.result().falseMatches(), group.intervals().falseMatchRate(), group.intervals()),
                    counted(
                            group.result().falseNonMatches(),
                            group.intervals().falseNonMatchRate(),
                            group.intervals()));
        }
        for (GroupResult.TooSmall group : groups.tooSmall()) {
            line(
                    text,
                    "  %-24s %d genuine and %d impostor pairs: no figure",
                    group.attribute() + ": " + group.value(),
                    group.genuine(),
                    group.impostor());
        }
        return text.toString();
    }

    /** Of the list of pairs. */
    public static String of(ListedPairs.Findings found) {
        return String.format(
                Locale.ROOT,
                "  in the list       pictures paired with themselves, left out: %,d; contradictory pairs, left out: %,d; repeated pairs, counted each time: %,d%n",
                found.self(),
                found.contradictory(),
                found.repeated());
    }

    public static String of(String against, PairedComparison compared) {
        return String.format(
                Locale.ROOT,
                "  against %s: %+,d pairs (only this one correct %,d, only the other %,d); difference %+.2f to %+.2f points (95 %% confidence if pairs were independent), McNemar p %.2g%n",
                against,
                compared.gain(),
                compared.onlySecond(),
                compared.onlyFirst(),
                100 * compared.lower(),
                100 * compared.upper(),
                compared.probability());
    }

    public static String of(DistanceChange change) {
        return String.format(
                Locale.ROOT,
                "  distances changed by %.2g on average over %,d pairs, by %.2g at most%n",
                change.mean(),
                change.pairs(),
                change.largest());
    }

    /** Of all pictures, pairs' and people's. */
    public static String failureToAcquire(Rate rate) {
        return String.format(
                Locale.ROOT,
                "Failure to acquire: %s pictures could not be read or contain no face; each counts as an error%n",
                rate(rate));
    }

    /** Of pictures that thresholds were to be measured on. */
    public static String leftOut(Rate rate) {
        return String.format(
                Locale.ROOT,
                "Failure to acquire: %s pictures could not be read or contain no face; they are left out%n",
                rate(rate));
    }

    /**
     * Where a calibrated threshold comes from.
     *
     * @param data that it was measured on
     */
    public static String of(CalibratedRate rate, String data) {
        return String.format(
                Locale.ROOT,
                "calibrated for a false-match rate of %s (%s to %s, 95 %% confidence) on %s (%s)",
                number(rate.falseMatchRate()),
                number(rate.interval().lower()),
                number(rate.interval().upper()),
                data,
                FactLines.OTHER_DATA);
    }

    public static String of(Identification.Result result) {
        StringBuilder text = new StringBuilder();
        line(text, "One-shot identification: %,d people enrolled with one picture each", result.enrolled());
        line(text, "  rank-1            %s", rate(result.rankOne()));
        if (result.enrolled() >= 5) {
            line(text, "  rank-5            %.2f %%", 100 * result.cumulative().get(4));
        }
        line(text, "  threshold         %s", Figures.threshold(result.threshold(), 4));
        line(
                text,
                "  FNIR              %s of probes of enrolled people not identified as themselves",
                rate(result.falseNegatives()));
        line(
                text,
                "  FPIR              %s of probes of strangers identified as someone",
                rate(result.falsePositives()));
        return text.toString();
    }

    /** Such as {@code 96.30 % (963 of 1,000)}. */
    static String rate(Rate rate) {
        return rate.trials() == 0
                ? "nothing to count"
                : String.format(Locale.ROOT, "%.2f %% (%,d of %,d)", 100 * rate.value(), rate.count(), rate.trials());
    }

    /** Such as {@code 0.01}, {@code 1e-06} or {@code 95}. */
    public static String number(double value) {
        return String.format(Locale.ROOT, value >= 1e-4 ? "%.6f" : "%.1e", value)
                .replaceFirst("\\.?0+(e|$)", "$1");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
