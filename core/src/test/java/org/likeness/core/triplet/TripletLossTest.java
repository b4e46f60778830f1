package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.likeness.core.recipe.LossSettings.Form;

class TripletLossTest {
    @Test
    void definitionsWorkedExample() {
        TripletLoss loss = new TripletLoss(Form.HINGE, 0.2);
        assertThat(loss.at(loss.excess(0.5, 0.51))).isCloseTo(0.19, within(1e-12));
        assertThat(loss.at(loss.excess(0.5, 0.7))).isCloseTo(0, within(1e-12));
    }

    @Test
    void softFormNeitherOverflowsNorVanishes() {
        TripletLoss loss = new TripletLoss(Form.SOFT, 0);
        assertThat(loss.at(2000)).isEqualTo(2000);
        assertThat(loss.slope(2000)).isEqualTo(1);
        assertThat(loss.at(0)).isCloseTo(Math.log(2), within(1e-15));
        assertThat(loss.at(-30)).isCloseTo(Math.exp(-30), within(1e-20));
    }

    @Test
    void slopeIsTheDerivative() {
        for (Form form : Form.values()) {
            TripletLoss loss = new TripletLoss(form, 0.2);
            for (double x = -3; x < 3; x += 0.21) {
                assertThat(loss.slope(x)).isCloseTo((loss.at(x + 1e-6) - loss.at(x - 1e-6)) / 2e-6, within(1e-6));
            }
        }
    }
}
