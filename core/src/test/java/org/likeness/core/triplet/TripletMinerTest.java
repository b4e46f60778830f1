package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.recipe.MiningSettings.Negative;
import org.likeness.core.recipe.MiningSettings.Strategy;

class TripletMinerTest {
    private static final float MARGIN = 0.2f;

    /** A seeded batch; coarse distances make ties common, and some identities have one picture. */
    private record Sample(long seed, DistanceMatrix distances, int[] labels) {
        static Sample of(long seed) {
            SplittableRandom random = new SplittableRandom(seed);
            int batch = 1 + random.nextInt(24);
            int[] labels = random.ints(batch, 0, 1 + random.nextInt(8)).toArray();
            float[] values = new float[batch * batch];
            for (int i = 0; i < batch; i++) {
                for (int j = 0; j < i; j++) {
                    values[i * batch + j] = values[j * batch + i] = random.nextInt(41) / 20f;
                }
            }
            return new Sample(seed, new DistanceMatrix(batch, values), labels);
        }

        Stream<Triplet> allValid() {
            List<Triplet> valid = new ArrayList<>();
            for (int a = 0; a < labels.length; a++) {
                for (int p = 0; p < labels.length; p++) {
                    for (int n = 0; n < labels.length; n++) {
                        if (a != p && labels[a] == labels[p] && labels[a] != labels[n]) {
                            valid.add(new Triplet(a, p, n));
                        }
                    }
                }
            }
            return valid.stream();
        }

        float toPositive(Triplet t) {
            return distances.at(t.anchor(), t.positive());
        }

        float toNegative(Triplet t) {
            return distances.at(t.anchor(), t.negative());
        }

        boolean allowed(Triplet t, Strategy strategy) {
            return switch (strategy) {
                case SEMI_HARD -> toPositive(t) < toNegative(t) && toNegative(t) < toPositive(t) + MARGIN;
                case HARD -> toNegative(t) < toPositive(t);
                case RANDOM, ALL, BATCH_HARD -> true;
            };
        }

        /** The definition by brute force: for each pair that has an allowed negative, the nearest, the first of equals. */
        List<Triplet> nearest(Strategy strategy) {
            List<Triplet> expected = new ArrayList<>();
            allValid().filter(t -> allowed(t, strategy)).forEach(t -> {
                int last = expected.size() - 1;
                boolean samePair = last >= 0
                        && expected.get(last).anchor() == t.anchor()
                        && expected.get(last).positive() == t.positive();
                if (!samePair) {
                    expected.add(t);
                } else if (toNegative(t) < toNegative(expected.get(last))) {
                    expected.set(last, t);
                }
            });
            return expected;
        }
    }

    private static Stream<Sample> samples() {
        return LongStream.rangeClosed(1, 300).mapToObj(Sample::of);
    }

    private static List<Triplet> mined(Sample sample, Strategy strategy, Negative negative, long seed) {
        Triplets triplets = TripletMiners.of(new MiningSettings(strategy, negative))
                .mine(sample.distances(), sample.labels(), MARGIN, new SplittableRandom(seed));
        return IntStream.range(0, triplets.size()).mapToObj(triplets::get).toList();
    }

    @ParameterizedTest
    @EnumSource(names = {"SEMI_HARD", "HARD"})
    void nearestNegativeIsTheOneOfTheDefinition(Strategy strategy) {
        samples()
                .forEach(sample -> assertThat(mined(sample, strategy, Negative.NEAREST, 1))
                        .as("seed %d", sample.seed())
                        .isEqualTo(sample.nearest(strategy)));
    }

    @ParameterizedTest
    @EnumSource(names = {"SEMI_HARD", "HARD", "RANDOM"})
    void uniformNegativeIsAllowedAndEachPairThatCanHasOne(Strategy strategy) {
        samples().forEach(sample -> {
            List<Triplet> found = mined(sample, strategy, Negative.UNIFORM, 7);
            assertThat(sample.allValid()
                            .filter(t -> sample.allowed(t, strategy))
                            .toList())
                    .as("seed %d", sample.seed())
                    .containsAll(found);
            assertThat(found.stream()
                            .map(t -> List.of(t.anchor(), t.positive()))
                            .toList())
                    .as("seed %d", sample.seed())
                    .isEqualTo(sample.nearest(strategy).stream()
                            .map(t -> List.of(t.anchor(), t.positive()))
                            .toList());
        });
    }

    @Test
    void uniformDrawsEachNegativeAboutAsOften() {
        int[] labels = {0, 0, 1, 2, 3, 4};
        DistanceMatrix distances = new DistanceMatrix(6, new float[36]);
        int[] counts = new int[6];
        SplittableRandom random = new SplittableRandom(3);
        TripletMiner miner = TripletMiners.of(new MiningSettings(Strategy.RANDOM, Negative.NEAREST));
        for (int i = 0; i < 4000; i++) {
            counts[miner.mine(distances, labels, MARGIN, random).get(0).negative()]++;
        }
        // 1,000 each are expected; five standard deviations are 137.
        assertThat(IntStream.range(2, 6).map(n -> counts[n]).toArray())
                .satisfies(each -> IntStream.of(each).forEach(c -> assertThat(c).isBetween(863, 1137)));
    }

    @Test
    void theSameSeedDrawsTheSameNegatives() {
        samples()
                .forEach(sample -> assertThat(mined(sample, Strategy.RANDOM, Negative.UNIFORM, 11))
                        .isEqualTo(mined(sample, Strategy.RANDOM, Negative.UNIFORM, 11)));
    }

    @Test
    void allMinerListsEveryValidTriplet() {
        samples()
                .forEach(sample -> assertThat(mined(sample, Strategy.ALL, Negative.NEAREST, 1))
                        .as("seed %d", sample.seed())
                        .isEqualTo(sample.allValid().toList()));
    }

    @Test
    void batchHardTakesTheFarthestPositiveAndTheNearestNegative() {
        samples().forEach(sample -> {
            List<Triplet> expected = IntStream.range(0, sample.labels().length)
                    .mapToObj(anchor -> sample.allValid()
                            .filter(t -> t.anchor() == anchor)
                            .min(Comparator.comparingDouble((Triplet t) -> -sample.toPositive(t))
                                    .thenComparingDouble(sample::toNegative)
                                    .thenComparingInt(Triplet::positive)
                                    .thenComparingInt(Triplet::negative)))
                    .flatMap(java.util.Optional::stream)
                    .toList();
            assertThat(mined(sample, Strategy.BATCH_HARD, Negative.NEAREST, 1))
                    .as("seed %d", sample.seed())
                    .isEqualTo(expected);
        });
    }

    @Test
    void statisticsCountAllValidTriplets() {
        samples().forEach(sample -> {
            List<Triplet> valid = sample.allValid().toList();
            long active = valid.stream()
                    .filter(t -> sample.toNegative(t) < sample.toPositive(t) + MARGIN)
                    .count();
            BatchStatistics statistics = BatchStatistics.of(sample.distances(), sample.labels(), MARGIN);
            assertThat(statistics.activeShare())
                    .as("seed %d", sample.seed())
                    .isCloseTo(valid.isEmpty() ? 0 : (double) active / valid.size(), within(1e-12));
        });
    }

    @Test
    void statisticsAverageOverAllOrderedPairs() {
        samples().forEach(sample -> {
            List<Float> toPositive = new ArrayList<>();
            List<Float> toNegative = new ArrayList<>();
            for (int a = 0; a < sample.labels().length; a++) {
                for (int other = 0; other < sample.labels().length; other++) {
                    if (sample.labels()[a] != sample.labels()[other]) {
                        toNegative.add(sample.distances().at(a, other));
                    } else if (a != other) {
                        toPositive.add(sample.distances().at(a, other));
                    }
                }
            }
            BatchStatistics statistics = BatchStatistics.of(sample.distances(), sample.labels(), MARGIN);
            assertThat(statistics.positivePairs()).as("seed %d", sample.seed()).isEqualTo(toPositive.size());
            requireMean(statistics.meanToPositive(), toPositive, sample.seed());
            requireMean(statistics.meanToNegative(), toNegative, sample.seed());
        });
    }

    private static void requireMean(double found, List<Float> values, long seed) {
        if (values.isEmpty()) {
            assertThat(found).as("seed %d", seed).isNaN();
        } else {
            double mean = values.stream().mapToDouble(Float::doubleValue).sum() / values.size();
            assertThat(found).as("seed %d", seed).isCloseTo(mean, within(1e-9));
        }
    }

    /** 30 identities × 20 pictures have 6.6 million triplets; as a list they would take 79 MB, as a tensor more. */
    @ParameterizedTest
    @EnumSource(names = {"SEMI_HARD", "HARD", "RANDOM", "BATCH_HARD"})
    void memoryGrowsWithTheSquareOfTheBatch(Strategy strategy) {
        int batch = 600;
        int[] labels = IntStream.range(0, batch).map(i -> i / 20).toArray();
        float[] embeddings = new float[batch * 8];
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < embeddings.length; i++) {
            embeddings[i] = (float) random.nextDouble(-0.6, 0.6);
        }
        TripletMiner miner = TripletMiners.of(new MiningSettings(strategy, Negative.UNIFORM));
        TripletLoss loss =
                new TripletLoss(new LossSettings(MARGIN, LossSettings.Form.HINGE, LossSettings.Reduction.MEAN_ACTIVE));
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        DistanceMatrix distances = DistanceMatrix.of(embeddings, batch);
        BatchStatistics statistics = BatchStatistics.of(distances, labels, MARGIN);
        Triplets triplets = miner.mine(distances, labels, MARGIN, random);
        float[] gradient =
                TripletLoss.gradient(embeddings, loss.of(distances, triplets).distanceGradient());
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        assertThat(statistics.positivePairs()).isEqualTo(600 * 19);
        assertThat(triplets.size()).isPositive();
        assertThat(gradient).hasSameSizeAs(embeddings);
        // Two matrices of 1.44 MB, and lists of at most 11,400 triplets with their copies while they grow.
        assertThat(bytes).isLessThan(8_000_000);
    }

    @Test
    void labelsOfAnotherLengthAreRefused() {
        DistanceMatrix distances = new DistanceMatrix(3, new float[9]);
        for (Strategy strategy : Strategy.values()) {
            assertThatThrownBy(() -> TripletMiners.of(new MiningSettings(strategy, Negative.NEAREST))
                            .mine(distances, new int[2], MARGIN, new SplittableRandom(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2 labels for a batch of 3");
        }
    }

    @Test
    void distancesAreThoseOfDoublePrecision() {
        for (long seed = 1; seed <= 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int batch = 1 + random.nextInt(90);
            int dimension = 1 + random.nextInt(70);
            float[] embeddings = new float[batch * dimension];
            for (int i = 0; i < embeddings.length; i++) {
                embeddings[i] = (float) random.nextGaussian();
            }
            DistanceMatrix distances = DistanceMatrix.of(embeddings, batch);
            for (int i = 0; i < batch; i++) {
                for (int j = 0; j < batch; j++) {
                    double expected = 0;
                    for (int k = 0; k < dimension; k++) {
                        expected += Math.pow((double) embeddings[i * dimension + k] - embeddings[j * dimension + k], 2);
                    }
                    assertThat((double) distances.at(i, j))
                            .as("seed %d", seed)
                            .isCloseTo(expected, within(1e-5 * (1 + expected)));
                }
            }
        }
    }
}
