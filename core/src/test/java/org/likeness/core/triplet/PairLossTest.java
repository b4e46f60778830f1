package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Kind;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Hardening;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.triplet.TripletObjective.Result;

class PairLossTest {
    private static final MiningSettings MINING =
            new MiningSettings(Strategy.SEMI_HARD, Negative.NEAREST, 0.25, Strategy.RANDOM, 0, Hardening.NONE);

    private static LossSettings loss(Kind kind, Reduction reduction) {
        LossSettings triplets = new LossSettings(0.2, Form.HINGE, reduction);
        return new LossSettings(
                kind,
                1,
                0,
                triplets.margin(),
                triplets.form(),
                reduction,
                triplets.contrastive(),
                triplets.nPairs(),
                triplets.multiSimilarity());
    }

    private static Result result(SlowBatch batch, LossSettings loss, int threads) {
        return new TripletObjective(MINING, loss, threads).of(batch.embeddings(), batch.labels(), 0, 5);
    }

    static Stream<SlowBatch> batches() {
        Stream<SlowBatch> coarse = LongStream.rangeClosed(1, 40).mapToObj(SlowBatch::coarse);
        Stream<SlowBatch> spheres = LongStream.rangeClosed(1, 3)
                .mapToObj(seed -> SlowBatch.sphere(seed, 64 + (int) seed, 7 + (int) seed, 9));
        return Stream.concat(coarse, spheres);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void costAndGradientAreThoseOfThePapersFormula(Kind kind) {
        batches().forEach(batch -> {
            for (Reduction reduction : Reduction.values()) {
                LossSettings loss = loss(kind, reduction);
                Result found = result(batch, loss, 2);
                SlowPairs slow = SlowPairs.of(batch, loss);
                SlowBatch.Cost cost = slow.cost(batch);
                assertThat(found.cost().triplets()).as("%s", batch).isEqualTo(slow.terms());
                assertThat(found.cost().active()).as("%s", batch).isEqualTo(slow.active());
                assertThat(found.cost().sum()).as("%s", batch).isCloseTo(slow.sum(), within(1e-9 * (1 + slow.sum())));
                assertThat(found.cost().value())
                        .as("%s", batch)
                        .isCloseTo(cost.value(), within(1e-9 * (1 + cost.value())));
                for (int i = 0; i < cost.gradient().length; i++) {
                    assertThat((double) found.gradient()[i])
                            .as("number %d of %s", i, batch)
                            .isCloseTo(cost.gradient()[i], within(1e-12 + 1e-6 * cost.magnitude()[i]));
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void gradientMatchesFiniteDifferences(Kind kind) {
        LossSettings loss = loss(kind, Reduction.SUM);
        for (long seed = 1; seed <= 5; seed++) {
            SlowBatch batch = SlowBatch.sphere(seed, 12, 5, 4);
            float[] gradient = result(batch, loss, 1).gradient();
            double largest = 0;
            for (float slope : gradient) {
                largest = Math.max(largest, Math.abs(slope));
            }
            assertThat(largest).as("seed %d", seed).isPositive();
            for (int i = 0; i < gradient.length; i++) {
                double slope = (sumWith(batch, i, 1e-5, loss) - sumWith(batch, i, -1e-5, loss)) / 2e-5;
                assertThat((double) gradient[i])
                        .as("seed %d, number %d", seed, i)
                        .isCloseTo(slope, within(1e-4 * largest));
            }
        }
    }

    private static double sumWith(SlowBatch batch, int i, double change, LossSettings loss) {
        double[] moved = new double[batch.embeddings().length];
        for (int k = 0; k < moved.length; k++) {
            moved[k] = batch.embeddings()[k];
        }
        moved[i] += change;
        return SlowPairs.exact(moved, batch.labels(), loss).sum();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void statisticsAreThoseOfAllTripletsWhateverIsLearnedFrom(Kind kind) {
        batches()
                .forEach(batch -> assertThat(
                                result(batch, loss(kind, Reduction.MEAN), 2).statistics())
                        .as("%s", batch)
                        .isEqualTo(result(batch, loss(Kind.TRIPLET, Reduction.MEAN), 2)
                                .statistics()));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void theNumberOfThreadsChangesNoBit(Kind kind) {
        SlowBatch batch = SlowBatch.sphere(7, 333, 9, 20);
        LossSettings loss = loss(kind, Reduction.MEAN_ACTIVE);
        Result alone = result(batch, loss, 1);
        for (int threads : new int[] {2, 3, 16}) {
            Result shared = result(batch, loss, threads);
            assertThat(shared.cost()).isEqualTo(alone.cost());
            assertThat(shared.minedShare()).isEqualTo(alone.minedShare());
            assertThat(shared.gradient()).isEqualTo(alone.gradient());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void hugeDistancesNeitherOverflowNorVanish(Kind kind) {
        float[] large = SlowBatch.sphere(3, 20, 6, 4).embeddings().clone();
        for (int i = 0; i < large.length; i++) {
            large[i] *= 30;
        }
        SlowBatch batch = new SlowBatch(3, large, SlowBatch.sphere(3, 20, 6, 4).labels());
        Result result = result(batch, loss(kind, Reduction.MEAN), 1);
        assertThat(result.cost().value()).isFinite().isPositive();
        for (float slope : result.gradient()) {
            assertThat(slope).isFinite();
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void whereThereIsNoPairNothingIsLearned(Kind kind) {
        for (int[] labels : List.of(new int[] {4}, new int[] {1, 2, 3})) {
            float[] apart = new float[labels.length * 3];
            for (int row = 0; row < labels.length; row++) {
                apart[row * 3 + row] = 1; // two people are 2 apart, beyond the margin
            }
            Result result = new TripletObjective(MINING, loss(kind, Reduction.MEAN_ACTIVE), 2).of(apart, labels, 0, 1);
            assertThat(result.cost().active()).isZero();
            assertThat(result.cost().value()).isZero();
            assertThat(result.minedShare()).isZero();
            assertThat(result.gradient()).containsOnly(0f);
        }
    }

    @Test
    void multiSimilarityLeavesOutAnchorsWhoseNegativesAreAllFarEnough() {
        float[] embeddings = {1, 0, 0.8f, 0.6f, -1, 0, -0.8f, 0.6f};
        int[] labels = {1, 1, 2, 2};
        Result result = new TripletObjective(MINING, loss(Kind.MULTI_SIMILARITY, Reduction.MEAN_ACTIVE), 1)
                .of(embeddings, labels, 0, 1);
        assertThat(result.cost()).isEqualTo(new TripletObjective.Cost(0, 0, 0, 4));
    }

    /** As a matrix the distances of 3,000 rows would take 36 MB. */
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "TRIPLET")
    void memoryGrowsWithTheBatchNotWithItsSquare(Kind kind) {
        SplittableRandom random = new SplittableRandom(4);
        int[] labels = random.ints(3000, 0, 150).toArray();
        float[] embeddings = new float[3000 * 8];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        Result result = new TripletObjective(MINING, loss(kind, Reduction.MEAN), 1).of(embeddings, labels, 0, 5);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(result.cost().active()).isPositive();
        assertThat(bytes).isLessThan(4_000_000);
    }
}
