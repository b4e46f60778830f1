package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistanceChangeTest {
    private static ScoredPairs pairs(double... distances) {
        return new ScoredPairs(distances, new boolean[distances.length]);
    }

    @Test
    void pairsWithoutADistanceAreLeftOut() {
        DistanceChange change = DistanceChange.of(pairs(1, Double.NaN, 2), pairs(1.5, Double.NaN, 1.9));
        assertThat(change.pairs()).isEqualTo(2);
        assertThat(change.mean()).isCloseTo(0.3, within(1e-12));
        assertThat(change.largest()).isCloseTo(0.5, within(1e-12));
        assertThat(DistanceChange.of(pairs(Double.NaN), pairs(Double.NaN))).isEqualTo(new DistanceChange(0, 0, 0));
    }

    @Test
    void onlyTheSamePairsAreCompared() {
        assertThatThrownBy(() -> DistanceChange.of(pairs(1, 2), pairs(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 and 1 pairs");
    }
}
