package org.likeness.app.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.app.report.Figures;
import org.likeness.core.Printable;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.evaluation.verification.Transfer;

/** Formats a document of properties as lines of keys and values. */
public final class FactLines {
    private static final String RECIPE = "recipe"; // a whole YAML document: too long to stand among the others
    private static final String DOUBTS = "doubts";

    /** What an interval of a calibrated rate does not say: docs/confidence.md. */
    public static final String OTHER_DATA = "the rate on other people and pictures can be several times as high";

    private FactLines() {}

    /** All of a document. */
    public static String of(Map<String, Object> facts) {
        StringBuilder text = new StringBuilder();
        facts.forEach((key, value) -> text.append(lines(key, value)));
        return text.toString();
    }

    private static String lines(String key, Object value) {
        if (value instanceof Calibration calibration) {
            return lines(calibration);
        } else if (value instanceof List<?> list) {
            StringBuilder lines = new StringBuilder();
            list.forEach(one -> lines.append(line(key.equals(DOUBTS) ? "warning" : key, one)));
            return lines.toString();
        } else if (value instanceof Map<?, ?> maps && maps.values().stream().allMatch(Map.class::isInstance)) {
            StringBuilder lines = new StringBuilder();
            maps.forEach((name, inner) -> lines.append(lines(String.valueOf(name), inner)));
            return lines.toString();
        } else if (value instanceof Map<?, ?> map) {
            StringBuilder lines = new StringBuilder(Printable.line(key)).append(System.lineSeparator());
            map.forEach((name, inner) -> lines.append("  ")
                    .append(line(
                            String.valueOf(name), RECIPE.equals(name) ? "a whole recipe; --json shows it" : inner)));
            return lines.toString();
        }
        return line(key, "".equals(value) ? "not stated" : value);
    }

    /** Thresholds and what they were measured on. */
    public static String lines(Calibration calibration) {
        StringBuilder lines = new StringBuilder("calibration").append(System.lineSeparator());
        lines.append("  ")
                .append(line(
                        "measured on",
                        String.format(
                                Locale.ROOT,
                                "%s: %,d genuine and %,d impostor pairs",
                                calibration.data(),
                                calibration.genuinePairs(),
                                calibration.impostorPairs())));
        lines.append("  ")
                .append(line(
                        "best accuracy",
                        String.format(
                                Locale.ROOT,
                                "threshold %s, genuine and impostor pairs weighted alike",
                                Figures.threshold(calibration.threshold(), 4))));
        for (OperatingPoint point : calibration.points()) {
            lines.append("  ")
                    .append(line(
                            "FMR " + point.falseMatchRate(),
                            String.format(
                                    Locale.ROOT,
                                    "threshold %s, FNMR %.2f %%, FMR within %.2g to %.2g (95 %%) for people like these",
                                    Figures.threshold(point.threshold(), 4),
                                    100 * point.falseNonMatchRate(),
                                    point.lowerBound(),
                                    point.upperBound())));
        }
        if (!calibration.points().isEmpty()) {
            lines.append("  ").append(line("on other data", OTHER_DATA));
        }
        calibration
                .likelihoodRatio()
                .ifPresent(ratio -> lines.append("  ")
                        .append(line(
                                "evidence",
                                String.format(
                                        Locale.ROOT,
                                        "log-likelihood ratio %.3f %+.3f · distance, Cllr %.3f bits, at least %.3f",
                                        ratio.offset(),
                                        ratio.slope(),
                                        ratio.cost(),
                                        ratio.leastCost()))));
        calibration.dataSha256().ifPresent(hash -> lines.append("  ").append(line("data's hash", hash)));
        return lines.toString();
    }

    /** Thresholds of some people on others: the rate there beside the one they were calibrated for. */
    public static String lines(Transfer transfer) {
        StringBuilder lines = new StringBuilder(
                String.format(Locale.ROOT, "thresholds of %s on %s%n", transfer.from(), transfer.to()));
        for (Transfer.Point point : transfer.points()) {
            lines.append("  ")
                    .append(line(
                            "FMR " + point.falseMatchRate(),
                            String.format(
                                    Locale.ROOT,
                                    "threshold %s, FNMR %.2f %%, FMR there %.2g (%,d of %,d, within %.2g to %.2g): %.1f times the rate",
                                    Figures.threshold(point.threshold(), 4),
                                    100 * point.falseNonMatches().value(),
                                    point.falseMatches().value(),
                                    point.falseMatches().count(),
                                    point.falseMatches().trials(),
                                    point.interval().lower(),
                                    point.interval().upper(),
                                    point.factor())));
        }
        return lines.toString();
    }

    /** One line. */
    public static String line(String key, Object value) {
        Object shown = value instanceof Long number ? String.format(Locale.ROOT, "%,d", number) : value;
        return String.format(Locale.ROOT, "%-20s %s%n", Printable.line(key), Printable.line(shown.toString()));
    }
}
