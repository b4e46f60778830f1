package org.likeness.app.cli.recognize;

import java.util.Locale;
import java.util.Optional;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.report.Figures;
import org.likeness.core.embedding.Calibration;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.IdentificationThreshold.Rates;

/** Explains what an identification threshold means for people who are not enrolled. */
final class FpirText {
    private static final double ROUNDING = 1e-9;

    private FpirText() {}

    /**
     * Lines for people.
     *
     * @param calibration that the rates come from, if there is one
     * @param wanted      the rate of named strangers that was aimed at, if the threshold follows from one
     */
    static String of(IdentificationThreshold threshold, Optional<Calibration> calibration, Optional<Double> wanted) {
        StringBuilder text = new StringBuilder();
        if (threshold.expected().isEmpty()) {
            line(
                    text,
                    "Threshold %s. Its rate of strangers identified as someone is unknown: measure rates with likeness calibrate",
                    Figures.threshold(threshold.threshold(), 4));
            return text.toString();
        }
        Rates rates = threshold.expected().get();
        line(
                text,
                "Threshold %s: with %,d picture%s enrolled, %s of strangers are expected to be identified as someone (95 %% interval %s to %s); the rate grows with the gallery",
                Figures.threshold(threshold.threshold(), 4),
                threshold.pictures(),
                threshold.pictures() == 1 ? "" : "s",
                percent(rates.falsePositiveIdentificationRate()),
                percent(rates.lower()),
                percent(rates.upper()));
        line(
                text,
                "  %s a pair, %s%s",
                EvaluationText.number(rates.falseMatchRate()),
                basis(rates),
                calibration
                        .map(known -> String.format(Locale.ROOT, " on %s (%s)", known.data(), FactLines.OTHER_DATA))
                        .orElse(""));
        if (rates.extrapolated()) {
            line(
                    text,
                    "  extrapolated: the calibration saw %,d people, fewer than 90 %% of the enrolled pictures; calibrate with more people",
                    rates.calibratedPeople());
        }
        wanted.filter(rate -> rates.falsePositiveIdentificationRate() > rate * (1 + ROUNDING))
                .ifPresent(rate -> line(
                        text,
                        "  that is more than the requested %s: the required false-match rate of pairs is below the calibrated range; calibrate with more people",
                        percent(rate)));
        return text.toString();
    }

    private static String basis(Rates rates) {
        return switch (rates.basis()) {
            case MEASURED -> "a false-match rate that was measured";
            case INTERPOLATED -> "a false-match rate interpolated between two measured ones";
            case EXTRAPOLATED ->
                String.format(
                        Locale.ROOT,
                        "a false-match rate extrapolated from measured ones of %s to %s",
                        EvaluationText.number(rates.smallestMeasured()),
                        EvaluationText.number(rates.largestMeasured()));
        };
    }

    /** With two significant digits, as it is an expectation. */
    private static String percent(double share) {
        return share < 0.00005
                ? "less than 0.01 %"
                : String.format(Locale.ROOT, share < 0.0995 ? "%.2f %%" : "%.0f %%", 100 * share);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
