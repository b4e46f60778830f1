package org.likeness.spark.pairs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NegativesTest {
    private record Offered(float distance, int file, int row) {}

    /** Beside a stable sort: of equal distances, the first that was offered. */
    @Test
    void theNearestAreKeptInOrder() {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int count = 1; count < 6; count++) {
            var nearest = new Negatives(2, count);
            List<Offered> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                var offered = new Offered(random.nextInt(10), random.nextInt(3), i);
                all.add(offered);
                nearest.offer(1, offered.distance(), offered.file(), offered.row());
            }
            all.sort(Comparator.comparing(Offered::distance));
            assertThat(nearest.found(0)).isZero();
            assertThat(nearest.found(1)).isEqualTo(count);
            for (int place = 0; place < count; place++) {
                assertThat(new Offered(nearest.distance(1, place), nearest.file(1, place), nearest.other(1, place)))
                        .as("seed %d, %d negatives, place %d", seed, count, place)
                        .isEqualTo(all.get(place));
            }
        }
    }
}
