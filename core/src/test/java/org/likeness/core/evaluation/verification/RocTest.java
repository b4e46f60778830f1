package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.Distance;
import org.likeness.core.statistics.Rate;

class RocTest {
    private static final double NAN = Double.NaN;

    @Test
    void handComputedExample() {
        // Genuine at 1, 2, 4; impostors at 3, 5, 6: of nine pairings only (4, 3) stands the wrong way round.
        ScoredPairs pairs = pairs(new double[] {1, 2, 4}, new double[] {3, 5, 6});
        Roc roc = Roc.of(pairs);
        assertThat(roc.areaUnderCurve()).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(roc.equalErrorRate()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(roc.accuracy(2.5)).isEqualTo(new Accuracy(new Rate(2, 3), new Rate(3, 3)));
        assertThat(roc.falseMatches(3)).isEqualTo(new Rate(1, 3));
        assertThat(roc.falseNonMatches(3)).isEqualTo(new Rate(1, 3));
        assertThat(roc.falseMatches(2.999)).isEqualTo(new Rate(0, 3));
        assertThat(roc.accuracy(roc.bestThreshold()).pairs()).isEqualTo(new Rate(5, 6));
    }

    @Test
    void separatedPairsHaveNoError() {
        Roc roc = Roc.of(pairs(new double[] {0.1, 0.2}, new double[] {1, 2}));
        assertThat(roc.areaUnderCurve()).isEqualTo(1);
        assertThat(roc.equalErrorRate()).isZero();
        assertThat(roc.bestThreshold()).isCloseTo(0.6, within(1e-12));
        assertThat(roc.thresholdAt(0)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void equalDistancesCountHalf() {
        Roc roc = Roc.of(pairs(new double[] {1, 1}, new double[] {1, 1, 1}));
        assertThat(roc.areaUnderCurve()).isEqualTo(0.5);
        assertThat(roc.equalErrorRate()).isCloseTo(0.5, within(1e-12));
        assertThat(roc.thresholdAt(0.5)).isLessThan(1);
    }

    @Test
    void aFailureToAcquireIsAnErrorAtEveryThreshold() {
        Roc roc = Roc.of(pairs(new double[] {1, NAN}, new double[] {3, NAN}));
        for (double threshold : new double[] {-1, 0, 1, 2, 3, 1e9}) {
            boolean match = threshold >= 1;
            boolean falseMatch = threshold >= 3;
            assertThat(roc.accuracy(threshold))
                    .as("threshold %s", threshold)
                    .isEqualTo(new Accuracy(new Rate(match ? 1 : 0, 2), new Rate(falseMatch ? 0 : 1, 2)));
            assertThat(roc.falseNonMatches(threshold)).isEqualTo(new Rate(match ? 1 : 2, 2));
            assertThat(roc.falseMatches(threshold)).isEqualTo(new Rate(falseMatch ? 1 : 0, 1));
        }
    }

    @Test
    void oneKindOfPairsIsRefused() {
        assertThatThrownBy(() -> Roc.of(pairs(new double[] {1}, new double[0])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 genuine and 0 impostor");
    }

    @Test
    void agreesWithCountingEveryPair() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] genuine = random.ints(1 + random.nextInt(30), 0, 12)
                    .asDoubleStream()
                    .map(d -> d / 4)
                    .toArray();
            double[] impostor = random.ints(1 + random.nextInt(30), seed % 3 == 0 ? 0 : 2, 16)
                    .asDoubleStream()
                    .map(d -> d / 4)
                    .toArray();
            Roc roc = Roc.of(pairs(genuine, impostor));
            double nearer = 0;
            for (double g : genuine) {
                for (double i : impostor) {
                    nearer += g < i ? 1 : g == i ? 0.5 : 0;
                }
            }
            assertThat(roc.areaUnderCurve())
                    .as("seed %d", seed)
                    .isCloseTo(nearer / (genuine.length * impostor.length), within(1e-12));
            double best = 0;
            for (double threshold = -0.125; threshold < 5; threshold += 0.125) {
                double at = threshold;
                long matches =
                        java.util.Arrays.stream(genuine).filter(g -> g <= at).count();
                long falseMatches =
                        java.util.Arrays.stream(impostor).filter(i -> i <= at).count();
                assertThat(roc.trueMatches(at).count()).as("seed %d", seed).isEqualTo(matches);
                assertThat(roc.falseMatches(at).count()).as("seed %d", seed).isEqualTo(falseMatches);
                best = Math.max(best, balanced(roc, at));
            }
            assertThat(balanced(roc, roc.bestThreshold())).as("seed %d", seed).isCloseTo(best, within(1e-12));
            assertThat(roc.accuracy(roc.bestThreshold()).value())
                    .as("seed %d", seed)
                    .isCloseTo(best, within(1e-12));
            assertThat(areaUnder(roc.points()))
                    .as("area under the corners, seed %d", seed)
                    .isCloseTo(roc.areaUnderCurve(), within(1e-12));
            for (double rate : new double[] {0, 0.1, 0.3}) {
                assertThat(roc.falseMatches(roc.thresholdAt(rate)).value())
                        .as("seed %d, rate %s", seed, rate)
                        .isLessThanOrEqualTo(rate + 1e-9);
            }
        }
    }

    @Test
    void thresholdAtARateCannotBeRaisedWithoutBreakingIt() {
        double[] impostor = IntStream.range(0, 100).asDoubleStream().toArray();
        Roc roc = Roc.of(pairs(new double[] {0.5}, impostor));
        double threshold = roc.thresholdAt(0.1);
        assertThat(roc.falseMatches(threshold).count()).isEqualTo(10);
        assertThat(roc.falseMatches(10).count()).isEqualTo(11);
    }

    @Test
    void theBestThresholdIsItselfOneOfTheBest() {
        // At 0.5, amid all that are equally good, 4 of 8 pairs are judged rightly.
        Roc roc = Roc.of(pairs(new double[] {.1, .2, .6, .7}, new double[] {.3, .4, .9, 1.0}));
        assertThat(roc.bestThreshold())
                .as("of [0.2, 0.3) and [0.7, 0.9) the wider")
                .isCloseTo(0.8, within(1e-12));
        assertThat(roc.accuracy(roc.bestThreshold()).pairs()).isEqualTo(new Rate(6, 8));
    }

    @Test
    void ofEquallyWideRangesTheFirstGivesTheBestThreshold() {
        Roc roc = Roc.of(pairs(new double[] {1, 5}, new double[] {3, 7}));
        assertThat(roc.bestThreshold()).isEqualTo(2);
    }

    @Test
    void aTieWithinAnEquallyGoodRangeDoesNotPartIt() {
        // A genuine and an impostor pair at 2: from 1 to 4 every threshold judges 3 of 4 pairs rightly.
        Roc roc = Roc.of(pairs(new double[] {1, 2}, new double[] {2, 4}));
        assertThat(roc.bestThreshold()).isEqualTo(2.5);
    }

    @Test
    void bothKindsOfPairsWeighAlikeHoweverManyThereAre() {
        // Plain accuracy would match nothing: 98 of 100 pairs, and no genuine one.
        double[] impostor =
                IntStream.range(0, 98).mapToDouble(i -> 1 + i / 10.0).toArray();
        Roc roc = Roc.of(pairs(new double[] {1.05, 1.15}, impostor));
        double threshold = roc.bestThreshold();
        assertThat(threshold).isBetween(1.15, 1.2);
        assertThat(roc.accuracy(threshold)).isEqualTo(new Accuracy(new Rate(2, 2), new Rate(96, 98)));
        assertThat(roc.accuracy(threshold).value()).isCloseTo((1 + 96 / 98.0) / 2, within(1e-12));
        assertThat(roc.accuracy(threshold).errors()).isEqualTo(2);
    }

    @Test
    void thresholdsBetweenNeighboringNumbersKeepTheFartherPairOut() {
        double next = Math.nextUp(1.0);
        Roc roc = Roc.of(pairs(new double[] {1}, new double[] {next}));
        assertThat(roc.bestThreshold()).isEqualTo(1);
        assertThat(roc.falseMatches(roc.thresholdAt(0)).count()).isZero();
        Roc farther = Roc.of(pairs(new double[] {next}, new double[] {Math.nextUp(next)}));
        assertThat(farther.falseMatches(farther.bestThreshold()).count()).isZero();
        assertThat(farther.falseMatches(farther.thresholdAt(0)).count()).isZero();
    }

    @Test
    void impostorPairsAtDistanceZeroDoNotBreakTheRate() {
        double[] impostor = new double[200];
        java.util.Arrays.setAll(impostor, i -> i < 10 ? 0 : 1 + i / 200.0);
        Roc roc = Roc.of(pairs(new double[] {0, 0, 0.5}, impostor));
        assertThat(roc.thresholdAt(0.01)).isEqualTo(Distance.BELOW_ALL);
        assertThat(roc.falseMatches(roc.thresholdAt(0.01))).isEqualTo(new Rate(0, 200));
        assertThat(roc.trueMatches(roc.thresholdAt(0.01))).isEqualTo(new Rate(0, 3));
        assertThat(roc.falseMatches(roc.thresholdAt(0.05))).isEqualTo(new Rate(10, 200));
    }

    @Test
    void aCollapsedEncoderMatchesNothing() {
        Roc roc = Roc.of(pairs(new double[5], new double[40]));
        assertThat(roc.bestThreshold()).isEqualTo(Distance.BELOW_ALL);
        assertThat(roc.thresholdAt(0.1)).isEqualTo(Distance.BELOW_ALL);
        assertThat(roc.accuracy(roc.bestThreshold()).value()).isEqualTo(0.5);
        assertThat(roc.thresholdAt(1)).isZero();
    }

    @Test
    void aCurveBelowChanceIsNotDrawnAsChance() {
        Roc roc = Roc.of(pairs(new double[] {2}, new double[] {1}));
        assertThat(roc.areaUnderCurve()).isZero();
        assertThat(roc.points())
                .containsExactly(
                        new Roc.Point(Distance.BELOW_ALL, 0, 0), new Roc.Point(1, 1, 0), new Roc.Point(2, 1, 1));
    }

    @Test
    void aDistanceThatIsNoneIsRefused() {
        for (double wrong : new double[] {-0.5, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> pairs(new double[] {1, wrong}, new double[] {2}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("pair 1 has the distance " + wrong);
        }
    }

    private static double areaUnder(java.util.List<Roc.Point> points) {
        double area = 0;
        for (int i = 1; i < points.size(); i++) {
            area += (points.get(i).falseMatchRate() - points.get(i - 1).falseMatchRate())
                    * (points.get(i).trueMatchRate() + points.get(i - 1).trueMatchRate())
                    / 2;
        }
        return area;
    }

    private static double balanced(Roc roc, double threshold) {
        return (roc.trueMatches(threshold).value()
                        + 1
                        - roc.falseMatches(threshold).value())
                / 2;
    }

    static ScoredPairs pairs(double[] genuine, double[] impostor) {
        double[] distances = new double[genuine.length + impostor.length];
        boolean[] same = new boolean[distances.length];
        System.arraycopy(genuine, 0, distances, 0, genuine.length);
        System.arraycopy(impostor, 0, distances, genuine.length, impostor.length);
        java.util.Arrays.fill(same, 0, genuine.length, true);
        return new ScoredPairs(distances, same);
    }
}
