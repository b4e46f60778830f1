package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;
import org.likeness.api.CalibratedRate;
import org.likeness.api.recognition.IdentifyAnswer.ExpectedRates;

/**
 * Which errors to expect of searches in a gallery of its present size: {@code GET /v1/galleries/{gallery}/thresholds}.
 *
 * @param gallery        its name
 * @param pictureCount   enrolled pictures
 * @param threshold      the largest distance that identifies unless a request chooses another one; null if the encoder is not calibrated
 * @param expectedRates  rates at that threshold; null if the encoder has no calibrated rates
 * @param calibratedOn   the data of the calibration; null without one
 * @param expectedErrors at each calibrated threshold, from the largest rate to the smallest; empty if the encoder has no calibrated rates
 */
public record GalleryThresholdsAnswer(
        String gallery,
        int pictureCount,
        @Nullable Double threshold,
        @Nullable ExpectedRates expectedRates,
        @Nullable String calibratedOn,
        List<ExpectedErrors> expectedErrors)
        implements Answer {
    public GalleryThresholdsAnswer {
        expectedErrors = List.copyOf(expectedErrors);
    }

    /**
     * What to expect at a threshold.
     *
     * @param calibratedRate the threshold, and its rates for pairs: the false-non-match rate is also that of people who have one enrolled
     *                       picture and are not identified, FNIR
     * @param expectedRates  the rate of people who are not enrolled and are identified nevertheless
     */
    public record ExpectedErrors(CalibratedRate calibratedRate, ExpectedRates expectedRates) {}
}
