package org.likeness.core.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SmallestDistancesTest {
    /** Beside a sort; many distances are equal. */
    @Test
    void theSmallestAreKeptInOrder() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int count = 1; count < 8; count++) {
            int[] offered = IntStream.generate(() -> random.nextInt(5))
                    .limit(random.nextInt(20))
                    .toArray();
            SmallestDistances smallest = new SmallestDistances(count);
            for (int row = offered.length - 1; row >= 0; row--) {
                smallest.offer(offered[row] / 4f, row);
            }
            List<Integer> expected = IntStream.range(0, offered.length)
                    .boxed()
                    .sorted(Comparator.comparing((Integer row) -> offered[row]).thenComparing(row -> row))
                    .limit(count)
                    .toList();
            assertThat(smallest.rows())
                    .as("seed %d, %d kept", seed, count)
                    .containsExactly(expected.stream().mapToInt(row -> row).toArray());
            for (int place = 0; place < expected.size(); place++) {
                assertThat(smallest.distances()[place]).isEqualTo(offered[expected.get(place)] / 4f);
            }
        }
    }
}
