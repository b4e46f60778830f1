package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedComparisonTest {
    @Test
    void pairsThatOnlyOneJudgesRightlyAreCounted() {
        PairedComparison compared = PairedComparison.of(
                new boolean[] {true, true, false, false, true}, new boolean[] {true, false, true, false, false});
        assertThat(compared).isEqualTo(new PairedComparison(5, 2, 1));
        assertThat(compared.gain()).isEqualTo(-1);
    }

    /** By hand: 2 · (1 + 10 + 45) / 2¹⁰. */
    @Test
    void theProbabilityIsThatOfTheBinomialTails() {
        assertThat(new PairedComparison(100, 2, 8).probability()).isCloseTo(0.109375, within(1e-12));
        assertThat(new PairedComparison(100, 8, 2).probability()).isCloseTo(0.109375, within(1e-12));
        assertThat(new PairedComparison(100, 0, 0).probability()).isEqualTo(1);
        assertThat(new PairedComparison(100, 5, 5).probability()).isEqualTo(1);
    }

    /** By hand: (8 − 2) / 102 ± 1.96 · √(11 − 36 / 102) / 102. */
    @Test
    void theIntervalIsThatOfAgrestiAndMin() {
        PairedComparison compared = new PairedComparison(100, 2, 8);
        assertThat(compared.lower()).isCloseTo(-0.00387, within(1e-5));
        assertThat(compared.upper()).isCloseTo(0.12152, within(1e-5));
    }

    @Test
    void theIntervalHoldsTheTruthInSome95OfAHundred() {
        SplittableRandom random = new SplittableRandom(3);
        int held = 0;
        for (int set = 0; set < 2000; set++) {
            int first = 0;
            int second = 0;
            for (int pair = 0; pair < 1000; pair++) {
                double draw = random.nextDouble();
                first += draw < 0.02 ? 1 : 0;
                second += draw >= 0.02 && draw < 0.05 ? 1 : 0;
            }
            PairedComparison compared = new PairedComparison(1000, first, second);
            held += compared.lower() <= 0.01 && 0.01 <= compared.upper() ? 1 : 0;
        }
        assertThat(held / 2000.0).as("seed 3").isBetween(0.93, 0.97);
    }

    @Test
    void judgmentsOfOtherPairsAreRefused() {
        assertThatThrownBy(() -> PairedComparison.of(new boolean[2], new boolean[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and 3");
    }
}
