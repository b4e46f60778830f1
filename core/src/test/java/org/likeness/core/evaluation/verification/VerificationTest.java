package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.statistics.Rate;

class VerificationTest {
    @Test
    void eachFoldIsJudgedByTheOthersThreshold() {
        // Two folds: the first is separated at 1.5, the second at 3.5; each is judged by the other's threshold.
        ScoredPairs pairs = new ScoredPairs(
                new double[] {1, 1, 2, 2, 3, 3, 4, 4},
                new boolean[] {true, true, false, false, true, true, false, false});
        VerificationResult result = Verification.withFolds(pairs, new int[] {0, 0, 0, 0, 1, 1, 1, 1});
        // At 3.5 the first fold's impostors match; at 1.5 the second fold's genuine pairs do not.
        assertThat(result.accuracy().pairs()).isEqualTo(new Rate(4, 8));
        assertThat(result.standardError()).hasValue(0);
        assertThat(result.foldThresholds()).containsExactly(3.5, 1.5);
        // At their mean, 2.5, nobody would be judged so: the first fold's impostors and the second's genuine pairs are
        // the errors.
        assertThat(result.falseMatches()).isEqualTo(new Rate(2, 4));
        assertThat(result.falseNonMatches()).isEqualTo(new Rate(2, 4));
        assertThat(result.threshold()).isCloseTo(2.5, within(1e-12));
    }

    @Test
    void standardErrorIsThatOfTheFoldsMean() {
        SplittableRandom random = new SplittableRandom(4);
        int each = 50;
        double[] distances = new double[10 * 2 * each];
        boolean[] same = new boolean[distances.length];
        int[] folds = new int[distances.length];
        for (int i = 0; i < distances.length; i++) {
            same[i] = i % 2 == 0;
            folds[i] = i / (2 * each);
            distances[i] = random.nextGaussian() + (same[i] ? 11 : 12.5);
        }
        VerificationResult result = Verification.withFolds(new ScoredPairs(distances, same), folds);
        assertThat(result.accuracy().value()).isBetween(0.70, 0.85);
        assertThat(result.standardError().getAsDouble()).isBetween(0.002, 0.03);
        assertThat(result.optimisticAccuracy().value())
                .isGreaterThanOrEqualTo(result.accuracy().value());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void errorsOfEachKindAddUpToThoseOfTheAccuracy(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 400;
        double[] distances = new double[size];
        boolean[] same = new boolean[size];
        int[] folds = new int[size];
        for (int i = 0; i < size; i++) {
            same[i] = random.nextInt(3) == 0;
            folds[i] = random.nextInt(5);
            distances[i] = random.nextInt(20) == 0
                    ? Double.NaN
                    : Math.rint(4 * Math.abs(random.nextGaussian() + (same[i] ? 2 : 4))) / 4;
        }
        ScoredPairs pairs = new ScoredPairs(distances, same);
        for (VerificationResult result :
                List.of(Verification.withFolds(pairs, folds), Verification.at(2.5, "by hand", pairs))) {
            assertThat(result.falseMatches().count() + result.falseNonMatches().count() + result.impostorFailures())
                    .as("seed %d", seed)
                    .isEqualTo(result.accuracy().errors());
            double accuracy = 0;
            for (int fold = 0; fold < 5; fold++) {
                double threshold = result.foldThresholds().isEmpty()
                        ? 2.5
                        : result.foldThresholds().get(fold);
                for (int i = 0; i < size; i++) {
                    boolean right = same[i] ? distances[i] <= threshold : distances[i] > threshold;
                    accuracy += folds[i] == fold && right ? 0.5 / (same[i] ? result.genuine() : result.impostor()) : 0;
                }
            }
            assertThat(result.accuracy().value()).as("seed %d", seed).isCloseTo(accuracy, within(1e-12));
            assertThat(result.optimisticAccuracy().value())
                    .isGreaterThanOrEqualTo(Roc.of(pairs).accuracy(2.5).value());
        }
    }

    @Test
    void aFoldWithoutPairsIsRefused() {
        ScoredPairs pairs = RocTest.pairs(new double[] {1, 1}, new double[] {2, 2});
        assertThatThrownBy(() -> Verification.withFolds(pairs, new int[] {0, 2, 0, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none of them empty");
    }

    @Test
    void aCalibratedRateThatPairsAtDistanceZeroExceedMatchesNothing() {
        float[][] embeddings = new float[20][];
        java.util.Arrays.setAll(embeddings, i -> new float[] {i < 10 ? 1 : i, 0});
        int[] labels = new int[20];
        java.util.Arrays.setAll(labels, i -> i / 2);
        Calibration calibration =
                Calibrator.measure(embeddings, labels, Distance.SQUARED_EUCLIDEAN, "half of them one point");
        // Of 180 impostor pairs 40 lie at 0. The rate of 0.1 is not supported by 180 pairs: ask the curve itself.
        Roc roc = Roc.of(Calibrator.allPairs(embeddings, labels, Distance.SQUARED_EUCLIDEAN));
        assertThat(roc.thresholdAt(0.1)).isEqualTo(Distance.BELOW_ALL);
        assertThat(calibration.threshold()).isGreaterThanOrEqualTo(0);
        float[][] collapsed = new float[60][2];
        int[] people = new int[60];
        java.util.Arrays.setAll(people, i -> i / 2);
        Calibration none = Calibrator.measure(collapsed, people, Distance.SQUARED_EUCLIDEAN, "collapsed");
        assertThat(none.threshold()).isEqualTo(Distance.BELOW_ALL);
        assertThat(none.points()).isNotEmpty().allSatisfy(point -> {
            assertThat(point.threshold()).isEqualTo(Distance.BELOW_ALL);
            assertThat(point.lowerBound()).isZero();
            assertThat(point.falseNonMatchRate()).isEqualTo(1);
        });
    }

    @Test
    void aRateWithTooFewPairsIsNotClaimed() {
        double[] impostor = new SplittableRandom(1).doubles(1000, 1, 4).toArray();
        VerificationResult result =
                Verification.at(0.9, "by hand", RocTest.pairs(new double[] {0.1, 0.2, 2}, impostor));
        assertThat(result.points())
                .extracting(VerificationResult.RatePoint::measurable)
                .containsExactly(true, false, false);
        assertThat(result.falseMatches()).isEqualTo(new Rate(0, 1000));
        assertThat(result.falseMatches().upper()).isCloseTo(0.003, within(1e-12));
        assertThat(result.thresholdOrigin()).isEqualTo("by hand");
    }

    @Test
    void oneFoldIsRefused() {
        ScoredPairs pairs = RocTest.pairs(new double[] {1}, new double[] {2});
        assertThatThrownBy(() -> Verification.withFolds(pairs, new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two folds");
    }

    @Test
    void calibrationKeepsToItsRatesOnItsOwnPairs() {
        SplittableRandom random = new SplittableRandom(9);
        int people = 40;
        int each = 3;
        float[][] embeddings = new float[people * each][8];
        int[] labels = new int[people * each];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / each;
            SplittableRandom center = new SplittableRandom(labels[i]);
            for (int k = 0; k < 8; k++) {
                embeddings[i][k] = (float) (center.nextGaussian() + 0.4 * random.nextGaussian());
            }
        }
        Calibration calibration =
                Calibrator.measure(embeddings, labels, Distance.SQUARED_EUCLIDEAN, "made for the test");
        assertThat(calibration.identities()).isEqualTo(people);
        assertThat(calibration.genuinePairs()).isEqualTo(people * 3L);
        assertThat(calibration.impostorPairs()).isEqualTo(120L * 119 / 2 - people * 3L);
        // 7,020 impostor pairs carry claims at 0.1 and 0.01, and none at 0.001.
        assertThat(calibration.points()).extracting(p -> p.falseMatchRate()).containsExactly(0.1, 0.01);
        assertThat(calibration.points().get(1).threshold())
                .isLessThan(calibration.points().get(0).threshold());
        assertThat(calibration.points().get(1).lowerBound()).isLessThan(0.01);
        assertThat(calibration.points().get(1).upperBound()).isGreaterThan(0.009);
    }
}
