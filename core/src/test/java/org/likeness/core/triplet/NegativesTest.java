package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NegativesTest {
    /** Spread, with many equals, all equal, crowded beside one outlier, and so near to each other that a width is nothing. */
    private static final List<ToDoubleFunction<SplittableRandom>> DISTANCES = List.of(
            random -> random.nextDouble(4),
            random -> random.nextInt(9) / 4.0,
            random -> 1.5,
            random -> random.nextInt(100) == 0 ? 4 : random.nextDouble(1e-3),
            random -> random.nextInt(3) * Float.MIN_VALUE,
            random -> Math.exp(random.nextDouble(-80, 80)));

    @Test
    void areSortedByDistanceThenRowAndCounted() {
        for (int seed = 1; seed <= 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            ToDoubleFunction<SplittableRandom> drawn = DISTANCES.get(seed % DISTANCES.size());
            int batch = 1 + random.nextInt(400);
            int[] labels = random.ints(batch, 0, 1 + random.nextInt(30)).toArray();
            float[] distances = new float[batch];
            for (int i = 0; i < batch; i++) {
                distances[i] = (float) drawn.applyAsDouble(random);
            }
            int anchor = random.nextInt(batch);
            Negatives negatives = new Negatives(batch);
            negatives.load(distances.clone(), labels, (anchor + 1) % batch); // what was loaded before must not matter
            negatives.load(distances, labels, anchor);
            int[] expected = IntStream.range(0, batch)
                    .filter(i -> labels[i] != labels[anchor])
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> distances[i]))
                    .mapToInt(i -> i)
                    .toArray();
            requireEqual(negatives, expected, distances, seed);
        }
    }

    private static void requireEqual(Negatives negatives, int[] expected, float[] distances, int seed) {
        assertThat(IntStream.range(0, negatives.count()).map(negatives::row).toArray())
                .as("seed %d", seed)
                .isEqualTo(expected);
        double sum = IntStream.of(expected).mapToDouble(i -> distances[i]).sum();
        assertThat(negatives.sum()).as("seed %d", seed).isCloseTo(sum, within(1e-12 * sum));
        for (float distance : distances) {
            for (float bound :
                    new float[] {distance, Math.nextUp(distance), distance + 0.2f, Math.nextDown(distance)}) {
                long below =
                        IntStream.of(expected).filter(i -> distances[i] < bound).count();
                long upTo = IntStream.of(expected)
                        .filter(i -> distances[i] <= bound)
                        .count();
                assertThat(negatives.below(bound))
                        .as("seed %d, %s", seed, bound)
                        .isEqualTo((int) below);
                assertThat(negatives.upTo(bound)).as("seed %d, %s", seed, bound).isEqualTo((int) upTo);
            }
        }
    }
}
