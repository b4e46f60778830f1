package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Hardening;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;

class TripletMinerTest {
    private static final float MARGIN = 0.2f;

    private static MiningSettings settings(Strategy strategy, Negative negative) {
        return new MiningSettings(strategy, negative, 0.25, Strategy.RANDOM, 0, Hardening.NONE);
    }

    private static List<Triplet> mined(SlowBatch batch, MiningSettings settings, long seed) {
        Triplets triplets =
                TripletMiner.of(settings, MARGIN).mine(BatchDistances.of(batch.embeddings(), batch.labels()), seed);
        return IntStream.range(0, triplets.size()).mapToObj(triplets::get).toList();
    }

    @ParameterizedTest
    @EnumSource
    void tripletsAreThoseOfTheDefinition(Strategy strategy) {
        Stream<SlowBatch> coarse = LongStream.rangeClosed(1, 200).mapToObj(SlowBatch::coarse);
        Stream<SlowBatch> spheres = LongStream.rangeClosed(1, 10)
                .mapToObj(seed -> SlowBatch.sphere(seed, 40 + (int) seed, 2 + (int) seed * 3, 6));
        for (SlowBatch batch : Stream.concat(coarse, spheres).toList()) {
            for (Negative negative : Negative.values()) {
                MiningSettings settings = settings(strategy, negative);
                List<Triplet> found = mined(batch, settings, batch.seed());
                List<Triplet> expected = batch.mined(settings, MARGIN, batch.seed());
                if (strategy == Strategy.ALL) {
                    assertThat(found).as("%s", batch).containsExactlyInAnyOrderElementsOf(batch.allValid());
                } else {
                    assertThat(found).as("%s, %s", batch, settings).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void uniformDrawsEachNegativeAboutAsOften() {
        // Two pictures of one person and four others, all at the same distance; each negative's expected share is
        // 1,000.
        float[] embeddings = new float[6];
        int[] labels = {0, 0, 1, 2, 3, 4};
        int[] counts = new int[6];
        TripletMiner miner = TripletMiner.of(Strategy.RANDOM, MARGIN);
        BatchDistances batch = BatchDistances.of(embeddings, labels);
        for (int seed = 0; seed < 4000; seed++) {
            counts[miner.mine(batch, seed).get(0).negative()]++;
        }
        // Five standard deviations are 137. Neighboring seeds and anchors must not resemble each other.
        assertThat(IntStream.range(2, 6).map(n -> counts[n]).toArray())
                .satisfies(each -> IntStream.of(each).forEach(c -> assertThat(c).isBetween(863, 1137)));
    }

    @Test
    void distanceWeightedDrawsNearNegativesAsMuchMoreOftenAsTheyAreRarer() {
        // On the sphere in three dimensions the density of distances is q ∝ d; squared distances 0.64 and 1.44 give 3 :
        // 2.
        float[] embeddings = {0, 0, 1, 0, 0, 1, sine(0.64), 0, 1 - 0.32f, sine(1.44), 0, 1 - 0.72f};
        int[] labels = {0, 0, 1, 2};
        TripletMiner miner = TripletMiner.of(Strategy.DISTANCE_WEIGHTED, MARGIN);
        BatchDistances batch = BatchDistances.of(embeddings, labels);
        int near = 0;
        for (int seed = 0; seed < 10_000; seed++) {
            near += miner.mine(batch, seed).get(0).negative() == 2 ? 1 : 0;
        }
        assertThat(near / 10_000.0).isCloseTo(0.6, within(0.025)); // five standard deviations
    }

    private static float sine(double squaredDistance) {
        double cosine = 1 - squaredDistance / 2;
        return (float) Math.sqrt(1 - cosine * cosine);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> BatchDistances.of(new float[9], new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 numbers do not divide into embeddings for 2 labels");
    }
}
