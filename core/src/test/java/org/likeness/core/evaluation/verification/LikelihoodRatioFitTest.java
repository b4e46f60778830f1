package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.embedding.LikelihoodRatio;

class LikelihoodRatioFitTest {
    private static ScoredPairs gaussian(long seed, int genuine, int impostor) {
        SplittableRandom random = new SplittableRandom(seed);
        return RocTest.pairs(
                random.doubles(genuine)
                        .map(x -> 6 + 0.5 * random.nextGaussian())
                        .toArray(),
                random.doubles(impostor)
                        .map(x -> 7 + 0.5 * random.nextGaussian())
                        .toArray());
    }

    @Test
    void twoNormalDistributionsGetTheirTrueRatioWhateverThePrior() {
        // ln of the ratio of N(6, 0.5) and N(7, 0.5): (7 − 6)/0.25 · (6.5 − d).
        LikelihoodRatio even = LikelihoodRatioFit.of(gaussian(1, 50_000, 50_000));
        LikelihoodRatio rare = LikelihoodRatioFit.of(gaussian(2, 5_000, 100_000));
        for (LikelihoodRatio fitted : new LikelihoodRatio[] {even, rare}) {
            assertThat(fitted.slope()).isCloseTo(-4, within(0.2));
            assertThat(fitted.at(6.5)).isCloseTo(0, within(0.05));
            assertThat(fitted.leastCost()).isBetween(0.4, fitted.cost());
            assertThat(fitted.cost()).isBetween(fitted.leastCost(), 0.6);
        }
    }

    @Test
    void theGradientVanishesAtTheFit() {
        ScoredPairs pairs = gaussian(3, 200, 900);
        LikelihoodRatio fitted = LikelihoodRatioFit.of(pairs);
        double best = loss(fitted.offset(), fitted.slope(), pairs);
        for (double step : new double[] {-1e-3, 1e-3}) {
            assertThat(loss(fitted.offset() + step, fitted.slope(), pairs)).isGreaterThan(best);
            assertThat(loss(fitted.offset(), fitted.slope() + step, pairs)).isGreaterThan(best);
        }
    }

    /** The objective, written down plainly. */
    private static double loss(double offset, double slope, ScoredPairs pairs) {
        double[] sums = new double[2];
        int[] counts = {pairs.size() - pairs.genuine(), pairs.genuine()};
        for (int i = 0; i < pairs.size(); i++) {
            int kind = pairs.same()[i] ? 1 : 0;
            double smoothed = (counts[kind] + 1.0) / (counts[kind] + 2.0);
            double target = kind == 1 ? smoothed : 1 - smoothed;
            double p = 1 / (1 + Math.exp(-(offset + slope * pairs.distances()[i])));
            sums[kind] -= (target * Math.log(p) + (1 - target) * Math.log(1 - p)) / counts[kind];
        }
        return sums[0] + sums[1];
    }

    @Test
    void pairsThatAreWhollyPartedGetAFiniteSlope() {
        LikelihoodRatio fitted =
                LikelihoodRatioFit.of(RocTest.pairs(new double[] {0.1, 0.2, 0.3}, new double[] {3, 3.1, 3.5, 3.2}));
        assertThat(fitted.slope()).isNegative().isGreaterThan(-10);
        assertThat(fitted.at(0.2)).isBetween(0.5, 5.0);
        assertThat(fitted.leastCost()).isZero();
        assertThat(fitted.cost()).isBetween(0.01, 0.6);
    }

    @Test
    void distancesThatTellNothingAreWorthNothing() {
        LikelihoodRatio fitted = LikelihoodRatioFit.of(RocTest.pairs(new double[] {1, 1, 1}, new double[] {1, 1, 1}));
        assertThat(fitted.at(1)).isCloseTo(0, within(0.05));
        assertThat(fitted.leastCost()).isCloseTo(1, within(1e-12));
    }

    @Test
    void costIsThatOfThePaper() {
        // ln 2 speaks for odds of 2: log2(1 + 1/2) for the right kind, log2(1 + 2) for the wrong one.
        double right = Math.log(1.5) / Math.log(2);
        double wrong = Math.log(3) / Math.log(2);
        double two = Math.log(2);
        assertThat(LikelihoodRatioFit.cost(new double[] {two}, new double[] {two}))
                .isCloseTo((right + wrong) / 2, within(1e-12));
        assertThat(LikelihoodRatioFit.cost(new double[] {0, 0}, new double[] {0}))
                .isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theLeastCostIsThatOfTheBestPooling(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] genuine =
                random.doubles(7).map(x -> Math.rint(6 * x * x)).sorted().toArray();
        double[] impostor =
                random.doubles(5).map(x -> Math.rint(6 * x)).sorted().toArray();
        double[] distinct = DoubleStream.concat(Arrays.stream(genuine), Arrays.stream(impostor))
                .distinct()
                .sorted()
                .toArray();
        // Every way to part the distances into runs, of which those with falling ratios count.
        double least = Double.POSITIVE_INFINITY;
        for (int cuts = 0; cuts < 1 << (distinct.length - 1); cuts++) {
            least = Math.min(least, pooled(genuine, impostor, distinct, cuts));
        }
        assertThat(LikelihoodRatioFit.leastCost(genuine, impostor))
                .as("seed %d", seed)
                .isCloseTo(least, within(1e-12));
    }

    private static double pooled(double[] genuine, double[] impostor, double[] distinct, int cuts) {
        double cost = 0;
        double before = Double.POSITIVE_INFINITY;
        int start = 0;
        for (int end = 0; end < distinct.length; end++) {
            if (end + 1 == distinct.length || (cuts >> end & 1) == 1) {
                double from = distinct[start];
                double to = distinct[end];
                double one = share(genuine, from, to);
                double two = share(impostor, from, to);
                double ratio = one / two;
                if (ratio > before) {
                    return Double.POSITIVE_INFINITY;
                }
                cost += one == 0 ? 0 : one * Math.log(1 + 1 / ratio) / Math.log(2) / 2;
                cost += two == 0 ? 0 : two * Math.log(1 + ratio) / Math.log(2) / 2;
                before = ratio;
                start = end + 1;
            }
        }
        return cost;
    }

    private static double share(double[] distances, double from, double to) {
        return DoubleStream.of(distances).filter(d -> from <= d && d <= to).count() / (double) distances.length;
    }

    @Test
    void bothKindsOfPairsAreNeeded() {
        assertThatThrownBy(() -> LikelihoodRatioFit.of(
                        new ScoredPairs(new double[] {Double.NaN, 1}, new boolean[] {true, false})))
                .hasMessage("0 genuine and 1 impostor pairs with a distance: both kinds are needed");
    }
}
