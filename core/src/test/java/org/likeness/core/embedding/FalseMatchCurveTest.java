package org.likeness.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.FalseMatchCurve.Basis;
import org.likeness.core.embedding.FalseMatchCurve.Place;

final class FalseMatchCurveTest {
    private static FalseMatchCurve curve(double... ratesAndThresholds) {
        OperatingPoint[] points = new OperatingPoint[ratesAndThresholds.length / 2];
        Arrays.setAll(
                points, i -> new OperatingPoint(ratesAndThresholds[2 * i], ratesAndThresholds[2 * i + 1], 0, 1, 0.1));
        return FalseMatchCurve.of(new Calibration(1, "a test", 10, 100, 1000, List.of(points)));
    }

    @Test
    void measuredRatesKeepTheirThresholdsAndThoseBetweenLieOnALine() {
        FalseMatchCurve curve = curve(0.1, 1.2, 0.01, 1.0, 0.001, 0.7);
        assertThat(curve.atRate(0.01)).isEqualTo(new Place(1.0, 0.01, Basis.MEASURED));
        assertThat(curve.atRate(0.5)).isEqualTo(new Place(1.2, 0.1, Basis.MEASURED));
        Place between = curve.atRate(Math.sqrt(0.01 * 0.001));
        assertThat(between.threshold()).isCloseTo(0.85, within(1e-12));
        assertThat(between.basis()).isEqualTo(Basis.INTERPOLATED);
        assertThat(curve.atThreshold(0.85).falseMatchRate()).isCloseTo(Math.sqrt(1e-5), within(1e-12));
        assertThat(curve.atThreshold(1.0)).isEqualTo(new Place(1.0, 0.01, Basis.MEASURED));
    }

    @Test
    void beyondTheSmallestRateTheLineIsContinuedForADecadeAndNoFarther() {
        FalseMatchCurve curve = curve(0.01, 1.0, 0.001, 0.7);
        Place near = curve.atRate(0.0005);
        assertThat(near.falseMatchRate()).isEqualTo(0.0005);
        assertThat(near.threshold()).isCloseTo(0.7 - 0.3 * Math.log10(2), within(1e-12));
        assertThat(near.basis()).isEqualTo(Basis.EXTRAPOLATED);
        Place far = curve.atRate(1e-9);
        assertThat(far.falseMatchRate()).isCloseTo(1e-4, within(1e-18));
        assertThat(far.threshold()).isCloseTo(0.4, within(1e-12));
        assertThat(curve.atThreshold(0.1).falseMatchRate()).isCloseTo(1e-4, within(1e-18));
        assertThat(curve.atThreshold(1.3).falseMatchRate()).isCloseTo(0.1, within(1e-12));
        assertThat(curve.atThreshold(4).falseMatchRate()).isEqualTo(1);
        assertThat(curve(0.01, 0.1, 0.001, 0.02).atRate(1e-9))
                .as("at 0 the rate would still be larger: nothing matches")
                .isEqualTo(new Place(Distance.BELOW_ALL, 0, Basis.EXTRAPOLATED));
    }

    @Test
    void whereNothingMatchesTheRateIsZeroAndNoLineLeadsThere() {
        Place nothing = new Place(Distance.BELOW_ALL, 0, Basis.MEASURED);
        FalseMatchCurve curve = curve(0.1, 0.5, 0.01, Distance.BELOW_ALL, 0.001, Distance.BELOW_ALL);
        for (double rate : new double[] {0.05, 0.01, 0.002, 1e-9}) {
            assertThat(curve.atRate(rate)).as("rate %s", rate).isEqualTo(nothing);
        }
        assertThat(curve.atRate(0.1)).isEqualTo(new Place(0.5, 0.1, Basis.MEASURED));
        assertThat(curve.atThreshold(Distance.BELOW_ALL)).isEqualTo(nothing);
        assertThat(curve.atThreshold(0)).as("at most the next rate").isEqualTo(new Place(0, 0.1, Basis.INTERPOLATED));
        assertThat(curve.atThreshold(0.6).falseMatchRate()).isEqualTo(1);
        assertThat(curve(0.1, Distance.BELOW_ALL).atRate(0.001)).isEqualTo(nothing);
        assertThat(curve(0.1, Distance.BELOW_ALL).atThreshold(0).falseMatchRate())
                .isEqualTo(1);
    }

    @Test
    void forComparisonWithAnotherEncoderTheLinesGoOnWithoutALimit() {
        FalseMatchCurve curve = curve(0.1, 1.2, 0.01, 1.0, 0.001, 0.7, 1e-4, Distance.BELOW_ALL);
        assertThat(curve.logRate(1.0)).isCloseTo(Math.log(0.01), within(1e-12));
        assertThat(curve.logRate(1.1)).isCloseTo(Math.log(0.1) / 2 + Math.log(0.01) / 2, within(1e-12));
        assertThat(curve.logRate(0.1)).isCloseTo(Math.log(1e-5), within(1e-12));
        assertThat(curve.logRate(1.6)).isCloseTo(Math.log(10), within(1e-12));
        assertThat(curve(0.1, 0.5, 0.2, 0.5, 0.3, 0.6).logRate(0.5))
                .as("of equal thresholds, the largest rate")
                .isCloseTo(Math.log(0.2), within(1e-12));
        FalseMatchCurve single = curve(0.1, 0.5, 0.01, Distance.BELOW_ALL);
        assertThatThrownBy(() -> single.logRate(0.1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSinglePointIsNotMadeALine() {
        FalseMatchCurve curve = curve(0.01, 1.0);
        assertThat(curve.atRate(0.0001)).isEqualTo(new Place(1.0, 0.01, Basis.MEASURED));
        assertThat(curve.atThreshold(0.9)).isEqualTo(new Place(0.9, 0.01, Basis.EXTRAPOLATED));
        assertThat(curve.atThreshold(1.1).falseMatchRate()).isEqualTo(1);
    }

    @Test
    void ratesWithOneThresholdCountAsTheLargest() {
        FalseMatchCurve curve = curve(0.1, 0.5, 0.01, 0.5);
        assertThat(curve.atThreshold(0.5).falseMatchRate()).isEqualTo(0.1);
        assertThat(curve.atRate(0.03).threshold()).isEqualTo(0.5);
        assertThat(curve.atRate(0.001).threshold()).isEqualTo(0.5);
        assertThat(curve.atThreshold(0.4).falseMatchRate()).isEqualTo(0.01);
    }

    @Test
    void aCalibrationWithoutRatesHasNoCurve() {
        assertThatThrownBy(() -> curve()).isInstanceOf(IllegalArgumentException.class);
    }
}
