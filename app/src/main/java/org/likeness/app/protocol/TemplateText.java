package org.likeness.app.protocol;

import java.util.Locale;
import org.likeness.core.evaluation.identification.TemplateVerification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.RuleOfThirty;

/** The result of comparing sets of pictures as lines of text. */
public final class TemplateText {
    private TemplateText() {}

    /** The lines of a result. */
    public static String of(TemplateVerification comparison) {
        VerificationResult result = comparison.verification();
        VerificationIntervals intervals = comparison.intervals();
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Templates: %s, %,d matches of one subject and %,d of two, %d without a face",
                comparison.name(),
                result.genuine(),
                result.impostor(),
                result.failures());
        line(
                text,
                "  AUC               %.4f [%.4f to %.4f; %s of %,d subjects]",
                result.areaUnderCurve(),
                intervals.areaUnderCurve().lower(),
                intervals.areaUnderCurve().upper(),
                intervals.kind(),
                intervals.people());
        line(text, "  EER               %.2f %% %s", 100 * result.equalErrorRate(), range(intervals.equalErrorRate()));
        for (int i = 0; i < result.points().size(); i++) {
            VerificationResult.RatePoint point = result.points().get(i);
            line(
                    text,
                    "  VAL at FAR %-6s %s",
                    point.falseMatchRate() < 1e-4 ? "1e-5" : Double.toString(point.falseMatchRate()),
                    point.measurable()
                            ? String.format(
                                            Locale.ROOT,
                                            "%.2f %% ",
                                            100 * point.trueMatches().value())
                                    + range(intervals.trueMatchRates().get(i))
                            : "not supported: "
                                    + RuleOfThirty.shortfall(
                                            point.falseMatchRate(),
                                            point.falseMatches().trials()));
        }
        return text.toString();
    }

    private static String range(ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "[%.2f to %.2f %%]", 100 * interval.lower(), 100 * interval.upper());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
