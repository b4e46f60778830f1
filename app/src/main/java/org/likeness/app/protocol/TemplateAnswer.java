package org.likeness.app.protocol;

import java.util.Locale;
import java.util.Map;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.picture.PictureEmbeddings;
import org.likeness.core.evaluation.identification.Templates;
import org.likeness.core.evaluation.verification.IdentityBootstrap;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.evaluation.verification.Verification;
import org.likeness.core.evaluation.verification.VerificationIntervals;
import org.likeness.core.evaluation.verification.VerificationResult;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.RuleOfThirty;

/** Compares sets of pictures, and formats the result. */
public final class TemplateAnswer {
    private static final double[] RATES = {0.1, 0.01, 0.001, 0.0001, 0.00001};

    private TemplateAnswer() {}

    /**
     * The answer. The threshold of the accuracy is the best one in hindsight, which is no result: VAL at false-match rates is.
     *
     * @param seed of the intervals
     */
    public static SetAnswer of(Templates templates, PictureEmbeddings embeddings, Distance distance, long seed) {
        ScoredPairs scored = templates.score(embeddings, distance);
        double threshold = Roc.of(scored).bestThreshold();
        VerificationResult result = Verification.at(threshold, "the best one of these pairs", scored)
                .withPoints(Verification.points(scored, RATES));
        VerificationIntervals intervals = IdentityBootstrap.usual(seed)
                .of(scored, templates.people(), Verification.rightly(threshold, scored), result);
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Templates: %s, %,d matches of one subject and %,d of two, %d without a face",
                templates.name(),
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
        for (int i = 0; i < RATES.length; i++) {
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
        return new SetAnswer(text.toString(), Map.of("verification", result, "intervals", intervals));
    }

    private static String range(ConfidenceInterval interval) {
        return String.format(Locale.ROOT, "[%.2f to %.2f %%]", 100 * interval.lower(), 100 * interval.upper());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
