package org.likeness.app.cli.recognize;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.likeness.api.CalibratedRate;
import org.likeness.api.recognition.IdentifyAnswer;
import org.likeness.api.recognition.IdentifyAnswer.IdentifiedFace;
import org.likeness.app.cli.text.EvaluationText;
import org.likeness.app.report.Figures;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.EncoderId;

/** An answer, and what is said of its threshold. */
record Identified(IdentifyAnswer answer, String text) {
    /**
     * @param calibration the data of the encoder's calibrated rates, if it has any
     * @param wanted      the rate of strangers that was aimed at, if one was
     */
    static Identified of(IdentifyAnswer answer, Optional<String> calibration, Optional<Double> wanted) {
        StringBuilder text = new StringBuilder(FpirText.of(answer, calibration, wanted));
        answer.formerSpaces()
                .forEach(former -> text.append(String.format(
                        Locale.ROOT,
                        "Threshold %s for people who were left with encoder %s%n",
                        Figures.threshold(former.threshold(), 4),
                        new EncoderId(former.space()).brief())));
        CalibratedRate rate = answer.calibratedRate();
        if (rate != null) {
            text.append(String.format(
                    Locale.ROOT,
                    "Threshold %s, %s%n",
                    Figures.threshold(rate.threshold(), 4),
                    EvaluationText.of(rate, String.valueOf(answer.calibratedOn()))));
        }
        return new Identified(answer, text.toString());
    }

    /** @throws LikenessException if there is none */
    static void requireFaces(List<IdentifiedFace> faces, int pictures) {
        if (faces.isEmpty()) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "no face was found in %d pictures", pictures));
        }
    }
}
