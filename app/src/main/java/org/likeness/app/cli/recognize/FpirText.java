package org.likeness.app.cli.recognize;

import java.util.Locale;
import java.util.Optional;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.ExpectedRates;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.cli.text.FactLines;
import org.likeness.app.report.Figures;

/** Explains what an identification threshold means for people who are not enrolled. */
final class FpirText {
    private static final double ROUNDING = 1e-9;

    private FpirText() {}

    /**
     * Lines for people.
     *
     * @param answer      with the threshold
     * @param calibration the data that the rates come from, if there are any
     * @param wanted      the rate of named strangers that was aimed at, if the threshold follows from one
     */
    static String of(IdentifyAnswer answer, Optional<String> calibration, Optional<Double> wanted) {
        StringBuilder text = new StringBuilder();
        ExpectedRates rates = answer.expectedRates();
        if (rates == null) {
            line(
                    text,
                    "Threshold %s. Its rate of strangers identified as someone is unknown: measure rates with likeness calibrate",
                    Figures.threshold(answer.threshold(), 4));
            return text.toString();
        }
        line(
                text,
                "Threshold %s: with %,d picture%s enrolled, %s of strangers are expected to be identified as someone (95 %% interval %s to %s); the rate grows with the gallery",
                Figures.threshold(answer.threshold(), 4),
                answer.pictureCount(),
                answer.pictureCount() == 1 ? "" : "s",
                percent(rates.falsePositiveRate()),
                percent(rates.falsePositiveLower()),
                percent(rates.falsePositiveUpper()));
        line(
                text,
                "  %s a pair, %s%s",
                EvaluationText.number(rates.falseMatchRate()),
                basis(rates),
                calibration
                        .map(data -> String.format(Locale.ROOT, " on %s (%s)", data, FactLines.OTHER_DATA))
                        .orElse(""));
        if (rates.isExtrapolated()) {
            line(
                    text,
                    "  extrapolated: the calibration saw %,d people, fewer than 90 %% of the enrolled pictures; calibrate with more people",
                    rates.calibratedPeopleCount());
        }
        wanted.filter(rate -> rates.falsePositiveRate() > rate * (1 + ROUNDING))
                .ifPresent(rate -> line(
                        text,
                        "  that is more than the requested %s: the required false-match rate of pairs is below the calibrated range; calibrate with more people",
                        percent(rate)));
        return text.toString();
    }

    private static String basis(ExpectedRates rates) {
        return switch (rates.basis()) {
            case MEASURED -> "a false-match rate that was measured";
            case INTERPOLATED -> "a false-match rate interpolated between two measured ones";
            case EXTRAPOLATED ->
                String.format(
                        Locale.ROOT,
                        "a false-match rate extrapolated from measured ones of %s to %s",
                        EvaluationText.number(rates.smallestMeasuredRate()),
                        EvaluationText.number(rates.largestMeasuredRate()));
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
