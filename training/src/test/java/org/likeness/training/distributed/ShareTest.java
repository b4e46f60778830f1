package org.likeness.training.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void sharesOfAllRanksAreTheBatch() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            int batch = random.nextInt(1, 40);
            int size = random.nextInt(1, 9);
            int dimension = random.nextInt(1, 5);
            float[] values = new float[batch * dimension];
            for (int place = 0; place < values.length; place++) {
                values[place] = (float) random.nextDouble();
            }
            float[] again = new float[values.length];
            int[] counts = new int[size];
            for (int rank = 0; rank < size; rank++) {
                Share share = new Share(rank, size);
                float[] part = share.take(values, batch);
                counts[rank] = share.rows(batch).length;
                assertThat(share.count(batch)).isEqualTo(counts[rank]);
                assertThat(part).hasSize(counts[rank] * dimension);
                share.put(part, again, batch);
            }
            assertThat(again).as("seed %d", seed).isEqualTo(values);
            assertThat(IntStream.of(counts).max().orElseThrow()
                            - IntStream.of(counts).min().orElseThrow())
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void neighborsGoToDifferentRanks() {
        assertThat(new Share(1, 3).rows(8)).containsExactly(1, 4, 7);
        assertThat(IntStream.range(0, 8).filter(new Share(1, 3)::has)).containsExactly(1, 4, 7);
        assertThat(new Share(1, 3).place(7)).isEqualTo(2);
        assertThat(Share.WHOLE.rows(3)).containsExactly(0, 1, 2);
        assertThat(Share.WHOLE.leads()).isTrue();
        assertThat(new Share(2, 3).leads()).isFalse();
    }

    @Test
    void aRankIsOneOfThoseThatThereAre() {
        assertThatThrownBy(() -> new Share(2, 2)).hasMessage("rank 2 of 2: ranks count from 0 to their number less 1");
        assertThatThrownBy(() -> new Share(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Share(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
