package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

class AllPairsFalseMatchesTest {
    private static final int PEOPLE = 40;

    private final int[] labels = new int[3 * PEOPLE];
    private final float[][] embeddings = new float[labels.length][4];

    private void draw(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i < PEOPLE ? i : random.nextInt(PEOPLE);
            SplittableRandom center = new SplittableRandom(labels[i]);
            for (int k = 0; k < embeddings[i].length; k++) {
                embeddings[i][k] = (float) (center.nextGaussian() + 0.4 * random.nextGaussian());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countingByCouplesGivesWhatCountingByPairsGives(long seed) {
        draw(seed);
        ScoredPairs pairs = Calibrator.allPairs(embeddings, labels, Distance.SQUARED_EUCLIDEAN);
        AllPairsFalseMatches couples = AllPairsFalseMatches.of(pairs, labels, 1.5);
        int[] weights = new SplittableRandom(seed).ints(PEOPLE, 0, 4).toArray();
        double matches = 0;
        double all = 0;
        double[][] byCouple = new double[PEOPLE][PEOPLE];
        double[][] ofCouple = new double[PEOPLE][PEOPLE];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = i + 1; j < labels.length; j++, next++) {
                if (labels[i] != labels[j]) {
                    double weight = weights[labels[i]] * weights[labels[j]];
                    int match = pairs.distances()[next] <= 1.5 ? 1 : 0;
                    matches += weight * match;
                    all += weight;
                    byCouple[Math.min(labels[i], labels[j])][Math.max(labels[i], labels[j])] += match;
                    ofCouple[Math.min(labels[i], labels[j])][Math.max(labels[i], labels[j])]++;
                }
            }
        }
        assertThat(couples.rate(weights)).as("seed %d", seed).isCloseTo(matches / all, within(1e-12));

        Rate rate = Roc.of(pairs).falseMatches(1.5);
        double residuals = 0;
        for (int i = 0; i < PEOPLE; i++) {
            for (int j = i + 1; j < PEOPLE; j++) {
                residuals += Math.pow(byCouple[i][j] - rate.value() * ofCouple[i][j], 2);
            }
        }
        assertThat(couples.variance())
                .as("seed %d", seed)
                .isCloseTo(residuals / rate.trials() / rate.trials(), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void thresholdsOnOtherPeopleAreCountedOverAllTheirPairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][][] sets = new float[2][60][];
        int[] owners = new int[60];
        for (int i = 0; i < 60; i++) {
            owners[i] = i / 3;
            for (int k = 0; k < 2; k++) {
                sets[k][i] = new float[] {owners[i] * (2 - k) + (float) random.nextGaussian()};
            }
        }
        IdentityBootstrap bootstrap = new IdentityBootstrap(40, 0.95, seed, 1);
        Calibration calibration = Calibrator.measure(
                sets[0], owners, Distance.SQUARED_EUCLIDEAN, "these", "", new double[] {0.1, 0.05}, bootstrap);
        Transfer found =
                Calibrator.transfer(calibration, sets[1], owners, Distance.SQUARED_EUCLIDEAN, "those", bootstrap);
        assertThat(found.from()).isEqualTo("these");
        assertThat(found.to()).isEqualTo("those");
        assertThat(found.points()).hasSize(2);
        for (int k = 0; k < 2; k++) {
            double threshold = calibration.points().get(k).threshold();
            long[] near = new long[2];
            long[] all = new long[2];
            for (int i = 0; i < 60; i++) {
                for (int j = i + 1; j < 60; j++) {
                    double difference = (double) sets[1][i][0] - sets[1][j][0];
                    int kind = owners[i] == owners[j] ? 1 : 0;
                    all[kind]++;
                    near[kind] += difference * difference <= threshold ? 1 : 0;
                }
            }
            Transfer.Point point = found.points().get(k);
            assertThat(point.threshold()).isEqualTo(threshold);
            assertThat(point.falseMatches()).as("seed %d", seed).isEqualTo(new Rate(near[0], all[0]));
            assertThat(point.falseNonMatches()).as("seed %d", seed).isEqualTo(new Rate(all[1] - near[1], all[1]));
            assertThat(point.interval().holds(point.falseMatches().value())).isTrue();
            assertThat(point.factor())
                    .as("people half as far apart, seed %d", seed)
                    .isGreaterThan(1.3);
        }
    }

    @Test
    void theIntervalIsThatOfTheSamePairsAsAList() {
        draw(4);
        ScoredPairs pairs = Calibrator.allPairs(embeddings, labels, Distance.SQUARED_EUCLIDEAN);
        int[] first = new int[pairs.size()];
        int[] second = new int[pairs.size()];
        int next = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = i + 1; j < labels.length; j++) {
                first[next] = labels[i];
                second[next++] = labels[j];
            }
        }
        IdentityBootstrap bootstrap = new IdentityBootstrap(1000, 0.95, 1, 1);
        ConfidenceInterval asAList = bootstrap
                .of(pairs, new PairPeople(first, second), Verification.rightly(1.5, pairs), new double[0])
                .falseMatchRate();
        ConfidenceInterval byCouples = bootstrap.of(AllPairsFalseMatches.of(pairs, labels, 1.5));
        double length = asAList.upper() - asAList.lower();
        assertThat(byCouples.lower()).isCloseTo(asAList.lower(), within(0.1 * length));
        assertThat(byCouples.upper()).isCloseTo(asAList.upper(), within(0.1 * length));
    }

    @Test
    void aCalibrationHoldsWhatWasAskedForAndRefusesWhatItCannotClaim() {
        draw(5);
        IdentityBootstrap bootstrap = new IdentityBootstrap(200, 0.95, 1, 1);
        Calibration calibration = Calibrator.measure(
                embeddings,
                labels,
                Distance.SQUARED_EUCLIDEAN,
                "made",
                "ab",
                new double[] {0.01, 0.1, 0.01},
                bootstrap);
        assertThat(calibration.points())
                .extracting(point -> point.falseMatchRate())
                .containsExactly(0.1, 0.01);
        assertThat(calibration.points()).allSatisfy(point -> {
            assertThat(point.lowerBound()).isLessThan(point.falseMatchRate());
            assertThat(point.upperBound()).isGreaterThan(0.9 * point.falseMatchRate());
        });
        assertThat(calibration.dataSha256()).contains("ab");
        assertThat(calibration.likelihoodRatio().orElseThrow().slope()).isNegative();
        assertThat(Arrays.stream(labels).distinct().count()).isEqualTo(calibration.identities());
        assertThatThrownBy(() -> Calibrator.measure(
                        embeddings, labels, Distance.SQUARED_EUCLIDEAN, "made", "ab", new double[] {1e-4}, bootstrap))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("30 need 300,000 pairs");
    }
}
