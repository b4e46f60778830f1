package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

class IdentityBootstrapTest {
    private static final double[] RATES = {0.1, 0.02};

    private static VerificationIntervals intervals(SimulatedPairs.Drawn drawn, IdentityBootstrap bootstrap) {
        return bootstrap.of(
                drawn.pairs(), drawn.people(), Verification.rightly(SimulatedPairs.THRESHOLD, drawn.pairs()), RATES);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPairThatWeighsThreeCountsAsThreePairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ScoredPairs drawn =
                new SimulatedPairs(20, 3, 5, 0.4, 0.3, 0.1).draw(random).pairs();
        // Rounded, so that there are ties between and within the kinds.
        ScoredPairs pairs = new ScoredPairs(
                Arrays.stream(drawn.distances()).map(d -> Math.rint(d * 5) / 5).toArray(), drawn.same());
        boolean[] right = Verification.rightly(11.8, pairs);
        int[] weights = random.ints(pairs.size(), 0, 4).toArray();
        List<Integer> repeated = new ArrayList<>();
        IntStream.range(0, weights.length)
                .forEach(i -> IntStream.range(0, weights[i]).forEach(k -> repeated.add(i)));
        ScoredPairs many =
                pairs.at(repeated.stream().mapToInt(Integer::intValue).toArray());
        Roc roc = Roc.of(many);

        double[] figures = new WeightedSweep(pairs, right, RATES).figures(weights);

        int impostors = many.size() - many.genuine();
        long impostorsRight = IntStream.range(0, many.size())
                .filter(i -> !many.same()[i] && many.distances()[i] > 11.8)
                .count();
        assertThat(figures)
                .as("seed %d", seed)
                .containsExactly(
                        new double[] {
                            (roc.trueMatches(11.8).value() + (double) impostorsRight / impostors) / 2,
                            roc.falseMatches(11.8).value(),
                            roc.falseNonMatches(11.8).value(),
                            roc.areaUnderCurve(),
                            roc.equalErrorRate(),
                            roc.trueMatches(roc.thresholdAt(0.1)).value(),
                            roc.trueMatches(roc.thresholdAt(0.02)).value()
                        },
                        within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameIntervalsWithAnyNumberOfThreads() {
        SimulatedPairs.Drawn drawn = new SimulatedPairs(50, 2, 4, 0.3, 0.2, 0.02).draw(new SplittableRandom(8));
        VerificationIntervals one = intervals(drawn, new IdentityBootstrap(100, 0.95, 7, 1));
        assertThat(intervals(drawn, new IdentityBootstrap(100, 0.95, 7, 3))).isEqualTo(one);
        assertThat(intervals(drawn, new IdentityBootstrap(100, 0.95, 8, 1))).isNotEqualTo(one);
        assertThat(one.kind()).isEqualTo("identity bootstrap, 100 draws");
        assertThat(one.people()).isEqualTo(50);
    }

    @Test
    void theGainOfAnEncoderIsThatOfItsAucAndNothingBesideItself() {
        SimulatedPairs.Drawn drawn = new SimulatedPairs(80, 3, 5, 0.3, 0.2, 0.02).draw(new SplittableRandom(8));
        ScoredPairs pairs = drawn.pairs();
        double[] moved = pairs.distances().clone();
        for (int i = 0; i < moved.length; i += 3) {
            moved[i] += pairs.same()[i] ? 1 : 0;
        }
        ScoredPairs worse = new ScoredPairs(moved, pairs.same());
        IdentityBootstrap bootstrap = new IdentityBootstrap(400, 0.95, 7, 2);
        ConfidenceInterval none = bootstrap.areaGain(pairs, pairs, drawn.people());
        assertThat(none.lower()).isZero();
        assertThat(none.upper()).isZero();
        ConfidenceInterval loss = bootstrap.areaGain(pairs, worse, drawn.people());
        double change = Roc.of(worse).areaUnderCurve() - Roc.of(pairs).areaUnderCurve();
        assertThat(loss.holds(change)).isTrue();
        assertThat(loss.upper()).isNegative();
        ConfidenceInterval gain = bootstrap.areaGain(worse, pairs, drawn.people());
        assertThat(gain.lower()).isCloseTo(-loss.upper(), within(1e-9));
        assertThat(gain.upper()).isCloseTo(-loss.lower(), within(1e-9));
        ConfidenceInterval alone = intervals(drawn, bootstrap).areaUnderCurve();
        assertThat(loss.upper() - loss.lower())
                .as("both encoders on the same draws")
                .isLessThan(alone.upper() - alone.lower());
        ScoredPairs fewer = pairs.at(new int[] {0, 1});
        assertThatThrownBy(() -> bootstrap.areaGain(pairs, fewer, drawn.people()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreConfidenceNeedsALongerInterval() {
        SimulatedPairs.Drawn drawn = new SimulatedPairs(50, 2, 4, 0.3, 0.2, 0).draw(new SplittableRandom(8));
        ConfidenceInterval usual =
                intervals(drawn, new IdentityBootstrap(400, 0.95, 7, 1)).accuracy();
        ConfidenceInterval sure =
                intervals(drawn, new IdentityBootstrap(400, 0.99, 7, 1)).accuracy();
        assertThat(sure.lower()).isLessThan(usual.lower());
        assertThat(sure.upper()).isGreaterThan(usual.upper());
    }

    @Test
    void peopleWhoDifferMakeTheIntervalLongerThanThatOfIndependentPairs() {
        SimulatedPairs.Drawn drawn = new SimulatedPairs(60, 20, 20, 0.6, 0.1, 0).draw(new SplittableRandom(3));
        ConfidenceInterval byPeople =
                intervals(drawn, new IdentityBootstrap(300, 0.95, 1, 1)).falseNonMatchRate();
        ConfidenceInterval byPairs =
                Roc.of(drawn.pairs()).falseNonMatches(SimulatedPairs.THRESHOLD).interval(0.95);
        assertThat(byPeople.upper() - byPeople.lower()).isGreaterThan(2 * (byPairs.upper() - byPairs.lower()));
    }

    @Test
    void pairsThatShareNobodyGetTheIntervalOfIndependentPairs() {
        // 2,000 people, each in one genuine or one impostor pair.
        SplittableRandom random = new SplittableRandom(5);
        int size = 1200;
        double[] distances = new double[size];
        boolean[] same = new boolean[size];
        int[] first = new int[size];
        int[] second = new int[size];
        for (int i = 0; i < size; i++) {
            same[i] = i % 3 == 0;
            first[i] = 2 * i;
            second[i] = same[i] ? first[i] : first[i] + 1;
            distances[i] = (same[i] ? SimulatedPairs.GENUINE : SimulatedPairs.IMPOSTOR) + random.nextGaussian();
        }
        SimulatedPairs.Drawn drawn =
                new SimulatedPairs.Drawn(new ScoredPairs(distances, same), new PairPeople(first, second));
        VerificationIntervals found = intervals(drawn, new IdentityBootstrap(1000, 0.95, 1, 1));
        Roc roc = Roc.of(drawn.pairs());
        ConfidenceInterval matches = roc.falseMatches(SimulatedPairs.THRESHOLD).interval(0.95);
        ConfidenceInterval misses =
                roc.falseNonMatches(SimulatedPairs.THRESHOLD).interval(0.95);
        assertThat(found.independentGenuine()).isEqualTo(400);
        assertThat(found.independentImpostor()).isEqualTo(800);
        assertThat(found.falseMatchRate().lower()).isCloseTo(matches.lower(), within(0.006));
        assertThat(found.falseMatchRate().upper()).isCloseTo(matches.upper(), within(0.006));
        assertThat(found.falseNonMatchRate().lower()).isCloseTo(misses.lower(), within(0.006));
        assertThat(found.falseNonMatchRate().upper()).isCloseTo(misses.upper(), within(0.006));
    }

    @Test
    void withoutAnErrorTheBoundIsThreeOverThePairsThatShareNobody() {
        // Each of 10 people has 2 genuine pairs, 5 impostor pairs part them into twos, 5 more share them.
        boolean[] same = new boolean[30];
        double[] distances = new double[30];
        int[] first = new int[30];
        int[] second = new int[30];
        for (int i = 0; i < 30; i++) {
            same[i] = i < 20;
            distances[i] = same[i] ? SimulatedPairs.GENUINE : SimulatedPairs.IMPOSTOR;
            first[i] = i % 10;
            second[i] = same[i] ? first[i] : i < 25 ? 9 - first[i] : (first[i] + 1) % 10;
        }
        SimulatedPairs.Drawn drawn =
                new SimulatedPairs.Drawn(new ScoredPairs(distances, same), new PairPeople(first, second));
        VerificationIntervals found = intervals(drawn, new IdentityBootstrap(50, 0.95, 1, 1));
        assertThat(found.falseNonMatchRate())
                .isEqualTo(new ConfidenceInterval(0, 0.3, 0.95, "rule of 3, 10 pairs without a common person"));
        assertThat(found.falseMatchRate())
                .isEqualTo(new ConfidenceInterval(0, 0.6, 0.95, "rule of 3, 5 pairs without a common person"));
        assertThat(found.areaUnderCurve().lower()).isCloseTo(0.4, within(1e-12));
        assertThat(found.areaUnderCurve().upper()).isEqualTo(1);
    }

    @Test
    void failuresToAcquireStayErrors() {
        SimulatedPairs world = new SimulatedPairs(100, 2, 2, 0.1, 0.1, 0.3);
        VerificationIntervals found =
                intervals(world.draw(new SplittableRandom(2)), new IdentityBootstrap(100, 0.95, 1, 1));
        assertThat(found.falseNonMatchRate().lower()).isGreaterThan(0.2);
        assertThat(found.accuracy().upper()).isLessThan(0.8);
    }

    @Test
    void whereImpostorPairsLieAtDistanceZeroTheFigureIsThatOfTheResult() {
        // 10 of 200 impostor pairs at 0: at a rate of 1 % nothing matches, in the result as in the draws.
        boolean[] same = new boolean[240];
        double[] distances = new double[240];
        int[] first = new int[240];
        int[] second = new int[240];
        for (int i = 0; i < 240; i++) {
            same[i] = i < 40;
            distances[i] = same[i] || i < 50 ? 0 : 1;
            first[i] = i % 40;
            second[i] = same[i] ? first[i] : (first[i] + 1 + i / 40) % 40;
        }
        ScoredPairs pairs = new ScoredPairs(distances, same);
        VerificationIntervals found = new IdentityBootstrap(50, 0.95, 1, 1)
                .of(pairs, new PairPeople(first, second), Verification.rightly(0, pairs), new double[] {0.01});
        assertThat(Verification.points(pairs, 0.01).get(0).trueMatches()).isEqualTo(new Rate(0, 40));
        assertThat(found.trueMatchRates().get(0).lower()).isZero();
        assertThat(found.trueMatchRates().get(0).upper()).isLessThan(0.1);
    }

    @Test
    void whatCannotBeDrawnFromIsRefused() {
        assertThatThrownBy(() -> new IdentityBootstrap(39, 0.95, 1, 1))
                .hasMessage("39 draws: at least 40 are needed for confidence 0.95");
        assertThatThrownBy(() -> new IdentityBootstrap(10, 95, 1, 1))
                .hasMessage("confidence 95.0: it must lie between 0 and 1, such as 0.95");
        ScoredPairs genuine = new ScoredPairs(new double[] {1}, new boolean[] {true});
        assertThatThrownBy(() -> new IdentityBootstrap(40, 0.95, 1, 1)
                        .of(genuine, new PairPeople(new int[1], new int[1]), new boolean[1], RATES))
                .hasMessageContaining("both kinds are needed");
        assertThatThrownBy(() -> new IdentityBootstrap(40, 0.95, 1, 1)
                        .of(genuine, new PairPeople(new int[2], new int[2]), new boolean[1], RATES))
                .hasMessageContaining("as many of each are expected");
    }
}
