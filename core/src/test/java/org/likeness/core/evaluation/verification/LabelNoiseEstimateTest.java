package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelNoiseEstimateTest {
    /** What of right positives stands behind a place, by the law, of which k says how well people are known. */
    private static double right(double place, double k) {
        return k * (1 - place) / (k * (1 - place) + place);
    }

    private static LabelNoiseEstimate found(double wrong, double k) {
        return LabelNoiseEstimate.of(
                (1 - wrong) * right(0.1, k) + 0.9 * wrong, (1 - wrong) * right(0.75, k) + 0.25 * wrong);
    }

    @ParameterizedTest
    @CsvSource({"0,0.02", "0,0.3", "0.1,0.05", "0.36,0.04", "0.36,0.15", "0.51,0.1", "0.8,0.02"})
    void theShareOfAMixtureIsFound(double wrong, double k) {
        LabelNoiseEstimate found = found(wrong, k);
        assertThat(found.share()).isCloseTo(wrong, within(1e-6));
        assertThat(found.rightsBeyondHalf()).isCloseTo(right(0.5, k), within(1e-5));
    }

    @Test
    void aShorterTailThanTheLawsIsNoSign() {
        assertThat(LabelNoiseEstimate.of(0.3, 0.001).share()).isZero();
        assertThat(LabelNoiseEstimate.of(0, 0).share()).isZero();
        assertThat(LabelNoiseEstimate.of(1, 1).rightsBeyondHalf()).isBetween(0.0, 1.0);
    }

    @ParameterizedTest
    @CsvSource({"1,0.0", "2,0.19", "3,0.36"})
    void theShareIsFoundAmongDrawnPlaces(long seed, double wrong) {
        Random random = new Random(seed);
        int draws = 20_000;
        int tenth = 0;
        int most = 0;
        for (int i = 0; i < draws; i++) {
            double uniform = random.nextDouble();
            double k = 0.06;
            double place = random.nextDouble() < wrong ? uniform : k * (1 - uniform) / (k * (1 - uniform) + uniform);
            tenth += place > 0.1 ? 1 : 0;
            most += place > 0.75 ? 1 : 0;
        }
        assertThat(LabelNoiseEstimate.of((double) tenth / draws, (double) most / draws)
                        .share())
                .as("seed %d", seed)
                .isCloseTo(wrong, within(0.02));
    }
}
