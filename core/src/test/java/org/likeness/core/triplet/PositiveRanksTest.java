package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositiveRanksTest {
    @Test
    void eachPositiveStandsBehindTheNegativesThatAreNearer() {
        float[][] line = {{0}, {2}, {1}, {3}, {10}};
        int[] labels = {7, 7, 8, 9, 10};
        PositiveRanks places = PositiveRanks.of(line, labels, 5);
        // from 0 the negative at 1 is nearer than the positive at 2; from 2 those at 1 and 3 are nearer than the one at
        // 0
        assertThat(places.places()).containsExactly(new double[] {1 / 3.0, 2 / 3.0}, within(1e-12));
        assertThat(places.shareBeyond(0.5)).isEqualTo(0.5);
    }

    @Test
    void withoutPositiveOrNegativeThereIsNoPlace() {
        assertThat(PositiveRanks.of(new float[][] {{0}, {1}}, new int[] {1, 2}, 5)
                        .places())
                .isEmpty();
        assertThat(PositiveRanks.of(new float[][] {{0}, {1}}, new int[] {1, 1}, 5)
                        .places())
                .isEmpty();
        assertThat(new PositiveRanks(new double[0]).shareBeyond(0.5)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void namesThatSayNothingSpreadPositivesEvenly(long seed) {
        Random random = new Random(seed);
        float[][] embeddings = new float[200][8];
        int[] labels = new int[200];
        for (int row = 0; row < 200; row++) {
            labels[row] = row / 4;
            for (int i = 0; i < 8; i++) {
                embeddings[row][i] = (float) random.nextGaussian();
            }
        }
        PositiveRanks places = PositiveRanks.of(embeddings, labels, 200);
        assertThat(places.places()).hasSize(200 * 3);
        for (double place : new double[] {0.1, 0.5, 0.75}) {
            assertThat(places.shareBeyond(place)).as("seed %d", seed).isCloseTo(1 - place, within(0.08));
        }
        assertThat(PositiveRanks.of(embeddings, labels, 50).places())
                .as("of every fourth anchor")
                .hasSize(50 * 3);
    }
}
