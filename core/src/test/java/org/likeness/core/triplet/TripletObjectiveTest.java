package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.LossSettings.Form;
import org.likeness.core.recipe.LossSettings.Reduction;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Hardening;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.triplet.TripletObjective.Result;

class TripletObjectiveTest {
    private static final double MARGIN = 0.2;
    private static final LossSettings LOSS = new LossSettings(MARGIN, Form.HINGE, Reduction.MEAN_ACTIVE);

    private static MiningSettings mining(Strategy strategy) {
        return new MiningSettings(strategy, Negative.NEAREST, 0.25, Strategy.RANDOM, 0, Hardening.NONE);
    }

    private static Result result(SlowBatch batch, MiningSettings mining, LossSettings loss, int threads) {
        return new TripletObjective(mining, loss, threads).of(batch.embeddings(), batch.labels(), 0, 5);
    }

    static Stream<Arguments> everyObjective() {
        return Stream.of(Strategy.values())
                .flatMap(strategy -> Stream.of(Form.values()).map(form -> Arguments.of(strategy, form)));
    }

    static Stream<SlowBatch> batches() {
        Stream<SlowBatch> coarse = LongStream.rangeClosed(1, 40).mapToObj(SlowBatch::coarse);
        Stream<SlowBatch> spheres = LongStream.rangeClosed(1, 3)
                .mapToObj(seed -> SlowBatch.sphere(seed, 64 + (int) seed, 7 + (int) seed, 9));
        return Stream.concat(coarse, spheres);
    }

    @ParameterizedTest
    @MethodSource("everyObjective")
    void costAndGradientAreTheSumsOverTheTriplets(Strategy strategy, Form form) {
        batches().forEach(batch -> {
            List<Triplet> triplets = batch.mined(mining(strategy), (float) MARGIN, 5);
            for (Reduction reduction : Reduction.values()) {
                LossSettings loss = new LossSettings(MARGIN, form, reduction);
                requireEqual(result(batch, mining(strategy), loss, 2), batch.cost(triplets, loss), triplets, batch);
            }
        });
    }

    private static void requireEqual(Result found, SlowBatch.Cost cost, List<Triplet> triplets, SlowBatch batch) {
        assertThat(found.cost().triplets()).as("%s", batch).isEqualTo(triplets.size());
        assertThat(found.cost().active()).as("%s", batch).isEqualTo(cost.active());
        assertThat(found.cost().sum()).as("%s", batch).isCloseTo(cost.sum(), within(1e-9 * (1 + cost.sum())));
        assertThat(found.cost().value()).as("%s", batch).isCloseTo(cost.value(), within(1e-9 * (1 + cost.value())));
        for (int i = 0; i < cost.gradient().length; i++) {
            assertThat((double) found.gradient()[i])
                    .as("number %d of %s", i, batch)
                    .isCloseTo(cost.gradient()[i], within(1e-12 + 1e-6 * cost.magnitude()[i]));
        }
    }

    @Test
    void gradientOfAllTripletsMatchesFiniteDifferences() {
        for (Form form : Form.values()) {
            for (long seed = 1; seed <= 5; seed++) {
                SlowBatch batch = SlowBatch.sphere(seed, 12, 5, 4);
                LossSettings loss = new LossSettings(MARGIN, form, Reduction.MEAN);
                float[] gradient = result(batch, mining(Strategy.ALL), loss, 1).gradient();
                for (int i = 0; i < gradient.length; i++) {
                    double slope = (valueWith(batch, i, 1e-3f, loss) - valueWith(batch, i, -1e-3f, loss)) / 2e-3;
                    assertThat((double) gradient[i])
                            .as("seed %d, number %d, %s", seed, i, form)
                            .isCloseTo(slope, within(0.01));
                }
            }
        }
    }

    private static double valueWith(SlowBatch batch, int i, float change, LossSettings loss) {
        float[] moved = batch.embeddings().clone();
        moved[i] += change;
        SlowBatch other = new SlowBatch(batch.seed(), moved, batch.labels());
        return other.cost(other.allValid(), loss).value();
    }

    @ParameterizedTest
    @EnumSource
    void statisticsAreThoseOfAllValidTripletsWhateverIsMined(Strategy strategy) {
        batches().forEach(batch -> {
            Result result = result(batch, mining(strategy), LOSS, 2);
            List<Triplet> valid = batch.allValid();
            long active = valid.stream()
                    .filter(t -> batch.toNegative(t) < batch.toPositive(t) + (float) MARGIN)
                    .count();
            assertThat(result.statistics().activeShare())
                    .as("%s", batch)
                    .isCloseTo(valid.isEmpty() ? 0 : (double) active / valid.size(), within(1e-12));
            requirePairs(batch, result.statistics());
            long mined = batch.mined(mining(strategy), (float) MARGIN, 5).stream()
                    .map(t -> List.of(t.anchor(), t.positive()))
                    .distinct()
                    .count();
            long pairs = result.statistics().positivePairs();
            assertThat(result.minedShare()).as("%s", batch).isEqualTo(pairs == 0 ? 0 : (double) mined / pairs);
        });
    }

    private static void requirePairs(SlowBatch batch, BatchStatistics statistics) {
        double[] sums = new double[2];
        long[] counts = new long[2];
        for (int a = 0; a < batch.size(); a++) {
            for (int other = 0; other < batch.size(); other++) {
                if (a != other) {
                    int kind = batch.labels()[a] == batch.labels()[other] ? 0 : 1;
                    sums[kind] += batch.distance(a, other);
                    counts[kind]++;
                }
            }
        }
        assertThat(statistics.positivePairs()).as("%s", batch).isEqualTo(counts[0]);
        requireMean(statistics.meanToPositive(), sums[0] / counts[0], batch);
        requireMean(statistics.meanToNegative(), sums[1] / counts[1], batch);
    }

    private static void requireMean(double found, double mean, SlowBatch batch) {
        if (Double.isNaN(mean)) {
            assertThat(found).as("%s", batch).isNaN();
        } else {
            assertThat(found).as("%s", batch).isCloseTo(mean, within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("everyObjective")
    void theNumberOfThreadsChangesNoBit(Strategy strategy, Form form) {
        SlowBatch batch = SlowBatch.sphere(7, 333, 9, 20);
        MiningSettings mining =
                new MiningSettings(strategy, Negative.UNIFORM, 0.25, Strategy.RANDOM, 0, Hardening.NONE);
        LossSettings loss = new LossSettings(MARGIN, form, Reduction.MEAN_ACTIVE);
        Result alone = result(batch, mining, loss, 1);
        for (int threads : new int[] {2, 3, 16}) {
            Result shared = result(batch, mining, loss, threads);
            assertThat(shared.cost()).isEqualTo(alone.cost());
            assertThat(shared.statistics()).isEqualTo(alone.statistics());
            assertThat(shared.minedShare()).isEqualTo(alone.minedShare());
            assertThat(shared.gradient()).isEqualTo(alone.gradient());
        }
    }

    @Test
    void softFormNeitherOverflowsNorVanishesWhereDistancesAreHuge() {
        SlowBatch sphere = SlowBatch.sphere(3, 20, 6, 4);
        float[] large = sphere.embeddings().clone();
        for (int i = 0; i < large.length; i++) {
            large[i] *= 30;
        }
        SlowBatch batch = new SlowBatch(3, large, sphere.labels());
        LossSettings loss = new LossSettings(MARGIN, Form.SOFT, Reduction.MEAN);
        requireEqual(
                result(batch, mining(Strategy.ALL), loss, 1),
                batch.cost(batch.allValid(), loss),
                batch.allValid(),
                batch);
    }

    @ParameterizedTest
    @MethodSource("everyObjective")
    void whereThereIsNoTripletNothingIsLearned(Strategy strategy, Form form) {
        LossSettings loss = new LossSettings(MARGIN, form, Reduction.MEAN_ACTIVE);
        for (int[] labels : List.of(new int[] {4}, new int[] {4, 4, 4}, new int[] {1, 2, 3})) {
            float[] embeddings = SlowBatch.sphere(1, labels.length, 5, 2).embeddings();
            Result result = new TripletObjective(mining(strategy), loss, 2).of(embeddings, labels, 0, 1);
            assertThat(result.cost()).isEqualTo(new TripletObjective.Cost(0, 0, 0, 0));
            assertThat(result.minedShare()).isZero();
            assertThat(result.statistics().activeShare()).isZero();
            assertThat(result.gradient()).hasSize(embeddings.length).containsOnly(0f);
        }
    }

    /** The first rows are the batch, the others the memory; some of these are of the batch's own pictures. */
    @ParameterizedTest
    @MethodSource("everyObjective")
    void rememberedRowsAreComparedWithButDoNotLearn(Strategy strategy, Form form) {
        LossSettings loss = new LossSettings(MARGIN, form, Reduction.MEAN_ACTIVE);
        batches().filter(batch -> batch.size() > 3).forEach(all -> {
            int own = 1 + all.size() / 3;
            int[] pictures = picturesThatComeAgain(all, own);
            List<Triplet> triplets = all.mined(mining(strategy), (float) MARGIN, 5, own, pictures);
            Result found = new TripletObjective(mining(strategy), loss, 2)
                    .of(rows(all, pictures, 0, own), rows(all, pictures, own, all.size()), 0, 5);
            SlowBatch.Cost cost = all.cost(triplets, loss);
            assertThat(found.gradient()).hasSize(own * all.dimension());
            requireEqual(found, cost.ofFirst(own * all.dimension()), triplets, all);
        });
    }

    /** Every other remembered row is a picture of the batch, if the batch has one of the same identity. */
    private static int[] picturesThatComeAgain(SlowBatch all, int own) {
        int[] pictures = new int[all.size()];
        for (int row = 0; row < pictures.length; row++) {
            pictures[row] = row;
            for (int earlier = 0; row >= own && row % 2 == 0 && earlier < own; earlier++) {
                if (all.labels()[earlier] == all.labels()[row]) {
                    pictures[row] = earlier;
                }
            }
        }
        return pictures;
    }

    private static EmbeddedPictures rows(SlowBatch all, int[] pictures, int from, int to) {
        return new EmbeddedPictures(
                Arrays.copyOfRange(all.embeddings(), from * all.dimension(), to * all.dimension()),
                Arrays.copyOfRange(all.labels(), from, to),
                Arrays.copyOfRange(pictures, from, to));
    }

    /** Rows that learn and constant rows are anchors alike; triplets of one sort of rows are left out. */
    @ParameterizedTest
    @MethodSource("everyObjective")
    void harmonicTripletsMixBothSortsOfRows(Strategy strategy, Form form) {
        batches().filter(batch -> batch.size() > 3).forEach(all -> {
            int own = 1 + all.size() / 3;
            int[] pictures = picturesThatComeAgain(all, own);
            List<Triplet> triplets = all.mined(mining(strategy), (float) MARGIN, 5, all.size(), pictures).stream()
                    .filter(t -> isHarmonic(t, own))
                    .toList();
            for (Reduction reduction : Reduction.values()) {
                LossSettings loss = new LossSettings(MARGIN, form, reduction);
                Result found = TripletObjective.ofHarmonicTriplets(mining(strategy), step -> strategy, loss, 2)
                        .of(rows(all, pictures, 0, own), rows(all, pictures, own, all.size()), 0, 5);
                SlowBatch.Cost cost = all.cost(triplets, loss);
                assertThat(found.gradient()).hasSize(own * all.dimension());
                requireEqual(found, cost.ofFirst(own * all.dimension()), triplets, all);
            }
        });
    }

    private static boolean isHarmonic(Triplet t, int own) {
        long learning = Stream.of(t.anchor(), t.positive(), t.negative())
                .filter(row -> row < own)
                .count();
        return learning == 1 || learning == 2;
    }

    @Test
    void theStrategyChangesAfterTheWarmUp() {
        SlowBatch batch = SlowBatch.sphere(2, 80, 6, 8);
        MiningSettings settings =
                new MiningSettings(Strategy.SEMI_HARD, Negative.NEAREST, 0.25, Strategy.ALL, 10, Hardening.NONE);
        TripletObjective objective = new TripletObjective(settings, LOSS, 1);
        assertThat(objective.of(batch.embeddings(), batch.labels(), 9, 5).cost())
                .isEqualTo(result(batch, mining(Strategy.ALL), LOSS, 1).cost());
        assertThat(objective.of(batch.embeddings(), batch.labels(), 10, 5).cost())
                .isEqualTo(result(batch, mining(Strategy.SEMI_HARD), LOSS, 1).cost());
    }

    @Test
    void distancesThatAreNotFiniteAreRefusedWhicheverThreadMeetsThem() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY, 1e30f}) {
            SlowBatch batch = SlowBatch.sphere(2, 300, 6, 30);
            batch.embeddings()[299 * 6] = wrong;
            for (Strategy strategy : Strategy.values()) {
                assertThatThrownBy(() -> result(batch, mining(strategy), LOSS, 3))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining(
                                "a distance of the batch is " + (Float.isNaN(wrong) ? "NaN" : "Infinity"));
            }
        }
    }

    /** As a matrix the distances of 3,000 rows would take 36 MB; all triplets as a list, gigabytes. */
    @ParameterizedTest
    @MethodSource("everyObjective")
    void memoryGrowsWithTheBatchNotWithItsSquare(Strategy strategy, Form form) {
        SplittableRandom random = new SplittableRandom(4);
        int[] labels = random.ints(3000, 0, 150).toArray();
        float[] embeddings = new float[3000 * 8];
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        LossSettings loss = new LossSettings(MARGIN, form, Reduction.MEAN_ACTIVE);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        Result result = new TripletObjective(mining(strategy), loss, 1).of(embeddings, labels, 0, 5);
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(result.cost().triplets()).isPositive();
        assertThat(bytes).isLessThan(4_000_000);
    }
}
