package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.recipe.SoftmaxSettings.Form;

final class SoftmaxMarginTest {
    @Test
    void cosFaceTakesOffTheCosineAndArcFaceAddsToTheAngle() {
        for (double angle = 0; angle <= Math.PI - 0.5; angle += 0.1) {
            double cosine = Math.cos(angle);
            assertThat(new SoftmaxMargin(Form.COSFACE, 0.35).at(cosine)).isEqualTo(cosine - 0.35);
            assertThat(new SoftmaxMargin(Form.ARCFACE, 0.5).at(cosine)).isCloseTo(Math.cos(angle + 0.5), within(1e-7));
        }
    }

    @ParameterizedTest
    @CsvSource({"COSFACE,0.35", "ARCFACE,0.5", "ARCFACE,0.1", "ARCFACE,1.5", "ARCFACE,0"})
    void theFartherFromTheCenterTheSmallerTheLogitUpToTheOppositePoint(Form form, double m) {
        SoftmaxMargin margin = new SoftmaxMargin(form, m);
        double last = Double.POSITIVE_INFINITY;
        for (double angle = 0; angle <= Math.PI; angle += 0.01) {
            assertThat(margin.at(Math.cos(angle))).as("at %s", angle).isLessThan(last);
            last = margin.at(Math.cos(angle));
        }
    }

    @ParameterizedTest
    @CsvSource({"COSFACE,0.35", "ARCFACE,0.5", "ARCFACE,0.1", "ARCFACE,1.5", "ARCFACE,0"})
    void slopeMatchesFiniteDifferences(Form form, double m) {
        SoftmaxMargin margin = new SoftmaxMargin(form, m);
        double edge = -Math.cos(m);
        for (double cosine = -0.99; cosine < 0.995; cosine += 0.01) {
            if (Math.abs(cosine - edge) > 1e-3) {
                double slope = (margin.at(cosine + 1e-6) - margin.at(cosine - 1e-6)) / 2e-6;
                assertThat(margin.slope(cosine)).as("at %s", cosine).isCloseTo(slope, within(1e-6 * Math.abs(slope)));
            }
        }
    }

    @Test
    void atTheCenterItselfTheSlopeIsFinite() {
        assertThat(new SoftmaxMargin(Form.ARCFACE, 0.5).slope(1)).isFinite().isLessThan(1000);
        assertThat(new SoftmaxMargin(Form.ARCFACE, 0.5).at(1)).isEqualTo(Math.cos(0.5));
    }
}
