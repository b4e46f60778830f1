package org.likeness.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RocTest {
    private static final double NAN = Double.NaN;

    @Test
    void handComputedExample() {
        // Genuine at 1, 2, 4; impostors at 3, 5, 6: of nine pairings only (4, 3) stands the wrong way round.
        ScoredPairs pairs = pairs(new double[] {1, 2, 4}, new double[] {3, 5, 6});
        Roc roc = Roc.of(pairs);
        assertThat(roc.areaUnderCurve()).isCloseTo(8.0 / 9, within(1e-12));
        assertThat(roc.equalErrorRate()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(roc.accuracy(2.5)).isEqualTo(new Rate(5, 6));
        assertThat(roc.falseMatches(3)).isEqualTo(new Rate(1, 3));
        assertThat(roc.falseNonMatches(3)).isEqualTo(new Rate(1, 3));
        assertThat(roc.falseMatches(2.999)).isEqualTo(new Rate(0, 3));
        assertThat(roc.accuracy(roc.bestThreshold())).isEqualTo(new Rate(5, 6));
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
    void aFailureToAcquireIsAnErrorAndNeverDropped() {
        Roc roc = Roc.of(pairs(new double[] {1, NAN}, new double[] {3, NAN}));
        assertThat(roc.accuracy(2)).isEqualTo(new Rate(2, 4));
        assertThat(roc.falseNonMatches(2)).isEqualTo(new Rate(1, 2));
        assertThat(roc.falseMatches(2)).isEqualTo(new Rate(0, 1));
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
            double[] impostor = random.ints(1 + random.nextInt(30), 2, 16)
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
            double lowest = java.util.Arrays.stream(genuine).min().orElseThrow();
            double atLowest = balanced(
                    roc,
                    Math.min(lowest, java.util.Arrays.stream(impostor).min().orElseThrow()));
            // With nothing matched the balanced accuracy is one half; a threshold always matches the nearest pair.
            if (best > 0.5 || atLowest >= 0.5) {
                assertThat(balanced(roc, roc.bestThreshold()))
                        .as("seed %d", seed)
                        .isCloseTo(best, within(1e-12));
            }
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
