package org.likeness.app.cli.text;

import java.util.Locale;
import org.likeness.api.CalibratedRate;
import org.likeness.api.CalibratedThresholds;
import org.likeness.api.CalibratedThresholds.LogLikelihoodRatio;
import org.likeness.app.report.Figures;
import org.likeness.core.Printable;
import org.likeness.core.evaluation.verification.Transfer;

/** Properties as lines of keys and values. */
public final class FactLines {
    /** What an interval of a calibrated rate does not say: docs/confidence.md. */
    public static final String OTHER_DATA = "the rate on other people and pictures can be several times as high";

    private FactLines() {}

    /** Thresholds and what they were measured on. */
    public static String lines(CalibratedThresholds calibration) {
        StringBuilder lines = new StringBuilder("calibration").append(System.lineSeparator());
        lines.append("  ")
                .append(line(
                        "measured on",
                        String.format(
                                Locale.ROOT,
                                "%s: %,d genuine and %,d impostor pairs",
                                calibration.data(),
                                calibration.genuineCount(),
                                calibration.impostorCount())));
        lines.append("  ")
                .append(line(
                        "best accuracy",
                        String.format(
                                Locale.ROOT,
                                "threshold %s, genuine and impostor pairs weighted alike",
                                Figures.threshold(calibration.threshold(), 4))));
        for (CalibratedRate point : calibration.rates()) {
            lines.append("  ")
                    .append(line(
                            "FMR " + point.falseMatchRate(),
                            String.format(
                                    Locale.ROOT,
                                    "threshold %s, FNMR %.2f %%, FMR within %.2g to %.2g (95 %%) for people like these",
                                    Figures.threshold(point.threshold(), 4),
                                    100 * point.falseNonMatchRate(),
                                    point.interval().lower(),
                                    point.interval().upper())));
        }
        if (!calibration.rates().isEmpty()) {
            lines.append("  ").append(line("on other data", OTHER_DATA));
        }
        LogLikelihoodRatio ratio = calibration.likelihoodRatio();
        if (ratio != null) {
            lines.append("  ")
                    .append(line(
                            "evidence",
                            String.format(
                                    Locale.ROOT,
                                    "log-likelihood ratio %.3f %+.3f · distance, Cllr %.3f bits, at least %.3f",
                                    ratio.offset(),
                                    ratio.slope(),
                                    ratio.cllr(),
                                    ratio.leastCllr())));
        }
        if (calibration.dataHash() != null) {
            lines.append("  ").append(line("data's hash", calibration.dataHash()));
        }
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
