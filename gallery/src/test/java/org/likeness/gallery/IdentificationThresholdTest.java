package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.FalseMatchCurve.Basis;
import org.likeness.core.embedding.OperatingPoint;

final class IdentificationThresholdTest {
    private static Calibration calibration(OperatingPoint... points) {
        return new Calibration(1.5, "a test", 10, 100, 1000, List.of(points));
    }

    private static OperatingPoint point(double rate, double threshold) {
        return new OperatingPoint(rate, threshold, 0, 1, 0.1);
    }

    @Test
    void aThousandthAPairNamesAQuarterOfStrangersAmong324() {
        IdentificationThreshold threshold =
                IdentificationThreshold.at(1.0, Optional.of(calibration(point(0.001, 1.0))), 324);
        assertThat(threshold.expected().orElseThrow().falsePositiveIdentificationRate())
                .isCloseTo(0.2769, within(1e-4));
    }

    @Test
    void theRateOfNamedStrangersStaysAsTheGalleryGrows() {
        Calibration calibration = calibration(point(0.1, 1.4), point(0.001, 1.0), point(0.00001, 0.6));
        double before = Double.POSITIVE_INFINITY;
        for (int pictures : new int[] {1, 10, 100, 1000}) {
            IdentificationThreshold threshold = IdentificationThreshold.of(calibration, pictures, 0.02);
            assertThat(threshold.expected().orElseThrow().falsePositiveIdentificationRate())
                    .isCloseTo(0.02, within(1e-12));
            assertThat(threshold.threshold()).isLessThan(before);
            before = threshold.threshold();
        }
    }

    /** Impostors' distances are even in [0, 1], so that the rate at a threshold is the threshold. */
    @Test
    void asManyStrangersAreNamedAsExpected() {
        long seed = 7;
        SplittableRandom random = new SplittableRandom(seed);
        int enrolled = 50;
        IdentificationThreshold threshold =
                IdentificationThreshold.at(0.004, Optional.of(calibration(point(0.004, 0.004))), enrolled);
        int named = 0;
        int searches = 20_000;
        for (int search = 0; search < searches; search++) {
            double nearest = 1;
            for (int i = 0; i < enrolled; i++) {
                nearest = Math.min(nearest, random.nextDouble());
            }
            named += nearest <= threshold.threshold() ? 1 : 0;
        }
        assertThat((double) named / searches)
                .as("seed %d", seed)
                .isCloseTo(threshold.expected().orElseThrow().falsePositiveIdentificationRate(), within(0.01));
    }

    @Test
    void aGalleryThatIsTooLargeForTheCalibrationIsSaidToNameMore() {
        Calibration calibration = calibration(point(0.01, 1.0), point(0.001, 0.7));
        IdentificationThreshold.Rates rates = IdentificationThreshold.of(calibration, 100_000, 0.01)
                .expected()
                .orElseThrow();
        assertThat(rates.basis()).isEqualTo(Basis.EXTRAPOLATED);
        assertThat(rates.falseMatchRate()).isCloseTo(1e-4, within(1e-15));
        assertThat(rates.falsePositiveIdentificationRate()).isGreaterThan(0.99);
    }

    @Test
    void anEmptyGalleryNamesNobodyAndWithoutRatesNothingIsExpected() {
        assertThat(IdentificationThreshold.of(calibration(point(0.01, 1.0)), 0, 0.01)
                        .expected()
                        .orElseThrow()
                        .falsePositiveIdentificationRate())
                .isZero();
        assertThat(IdentificationThreshold.of(calibration(), 10, 0.01))
                .isEqualTo(new IdentificationThreshold(1.5, 10, Optional.empty()));
        assertThat(IdentificationThreshold.at(0.3, Optional.empty(), 10).expected())
                .isEmpty();
        assertThatThrownBy(() -> IdentificationThreshold.of(calibration(), 10, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theIntervalFollowsFromThatOfThePoint() {
        OperatingPoint measured = new OperatingPoint(0.001, 1.0, 0.0005, 0.002, 0.1);
        IdentificationThreshold.Rates rates = IdentificationThreshold.at(1.0, Optional.of(calibration(measured)), 100)
                .expected()
                .orElseThrow();
        assertThat(rates.lower()).isCloseTo(1 - Math.pow(1 - 0.0005, 100), within(1e-12));
        assertThat(rates.upper()).isCloseTo(1 - Math.pow(1 - 0.002, 100), within(1e-12));
        IdentificationThreshold.Rates between = IdentificationThreshold.of(
                        calibration(new OperatingPoint(0.01, 1.2, 0.008, 0.013, 0.1), measured), 10, 0.02)
                .expected()
                .orElseThrow();
        assertThat(between.falseMatchRate()).isCloseTo(0.002018, within(1e-6));
        assertThat(between.upper()).isCloseTo(1 - Math.pow(1 - 2 * between.falseMatchRate(), 10), within(1e-12));
    }

    @Test
    void aCalibrationOfFewerPeopleThanEnrolledIsExtrapolated() {
        int people = calibration().identities();
        for (int pictures : new int[] {people, people * 11 / 10, people * 2}) {
            assertThat(IdentificationThreshold.at(1.0, Optional.of(calibration(point(0.001, 1.0))), pictures)
                            .expected()
                            .orElseThrow()
                            .extrapolated())
                    .as("%d pictures", pictures)
                    .isEqualTo(pictures > people / 0.9);
        }
    }
}
