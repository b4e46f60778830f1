package org.likeness.core.evaluation.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * How often intervals of 95 % hold the true value, where it is known: by simulation. With {@code -Dcoverage.sets=2000
 * -Dcoverage.draws=1000} it prints the table of {@code docs/results/confidence.md}.
 */
@Tag("slow")
class CoverageTest {
    private static final int SETS = Integer.getInteger("coverage.sets", 200);
    private static final int DRAWS = Integer.getInteger("coverage.draws", 100);
    private static final int TRUTH = 400_000; // people, each in a genuine and in an impostor pair or two
    private static final double[] RATES = {0.1};

    static List<SimulatedPairs> worlds() {
        return List.of(
                new SimulatedPairs(200, 2, 2, 0.3, 0.3, 0.005), // few pairs a person, as in LFW's lists
                new SimulatedPairs(150, 6, 10, 0.4, 0.25, 0), // many pairs a person
                new SimulatedPairs(300, 1, 2, 0, 0, 0)); // no effects: the pairs are independent
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void intervalsHoldTheTrueValueAsOftenAsTheySay(SimulatedPairs world) {
        SplittableRandom random = new SplittableRandom(20_250_101);
        double[] truth = truth(world.whole(TRUTH).draw(random).pairs());
        int[] held = new int[truth.length];
        double[] lengths = new double[truth.length];
        for (int set = 0; set < SETS; set++) {
            SimulatedPairs.Drawn drawn = world.draw(random);
            VerificationIntervals found = new IdentityBootstrap(DRAWS, 0.95, set, 2)
                    .of(
                            drawn.pairs(),
                            drawn.people(),
                            Verification.rightly(SimulatedPairs.THRESHOLD, drawn.pairs()),
                            RATES);
            List<ConfidenceInterval> intervals = List.of(
                    found.accuracy(),
                    found.falseMatchRate(),
                    found.falseNonMatchRate(),
                    found.areaUnderCurve(),
                    found.equalErrorRate(),
                    found.trueMatchRates().get(0));
            for (int k = 0; k < held.length; k++) {
                held[k] += intervals.get(k).holds(truth[k]) ? 1 : 0;
                lengths[k] += (intervals.get(k).upper() - intervals.get(k).lower()) / SETS;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s%n  truth %s%n  held %s of %d%n  mean length %s%n",
                world,
                Arrays.toString(truth),
                Arrays.toString(held),
                SETS,
                Arrays.toString(lengths));
        // The share that held is itself a count of SETS: allow it three standard errors beside 93 to 97 %.
        double slack = 3 * Math.sqrt(0.95 * 0.05 / SETS);
        assertThat(IntStream.of(held).limit(4).mapToDouble(count -> (double) count / SETS))
                .as("accuracy, FMR, FNMR, AUC; %d sets", SETS)
                .allSatisfy(share ->
                        assertThat(share).isBetween(0.95 - Math.max(0.02, slack), 0.95 + Math.max(0.02, slack)));
    }

    /** Of another encoder, to which genuine pairs look a little farther apart. */
    private static ScoredPairs worse(ScoredPairs pairs, SplittableRandom random) {
        double[] distances = pairs.distances().clone();
        for (int i = 0; i < distances.length; i++) {
            distances[i] += 0.2 * random.nextGaussian() + (pairs.same()[i] ? 0.1 : 0);
        }
        return new ScoredPairs(distances, pairs.same());
    }

    @Test
    void theGainOfOneEncoderBesideAnotherIsHeldAsOften() {
        SimulatedPairs world = new SimulatedPairs(150, 3, 6, 0.4, 0.25, 0);
        SplittableRandom random = new SplittableRandom(20_250_102);
        ScoredPairs everybody = world.whole(TRUTH).draw(random).pairs();
        double truth = Roc.of(worse(everybody, random)).areaUnderCurve()
                - Roc.of(everybody).areaUnderCurve();
        int held = 0;
        double length = 0;
        for (int set = 0; set < SETS; set++) {
            SimulatedPairs.Drawn drawn = world.draw(random);
            ConfidenceInterval gain = new IdentityBootstrap(DRAWS, 0.95, set, 2)
                    .areaGain(drawn.pairs(), worse(drawn.pairs(), random), drawn.people());
            held += gain.holds(truth) ? 1 : 0;
            length += (gain.upper() - gain.lower()) / SETS;
        }
        System.out.printf(
                Locale.ROOT, "%s%n  gain %s, held %d of %d, mean length %s%n", world, truth, held, SETS, length);
        double slack = 3 * Math.sqrt(0.95 * 0.05 / SETS);
        assertThat((double) held / SETS).isBetween(0.95 - slack, 0.95 + slack);
    }

    private static double[] truth(ScoredPairs everybody) {
        int[] once = new int[everybody.size()];
        Arrays.fill(once, 1);
        boolean[] right = Verification.rightly(SimulatedPairs.THRESHOLD, everybody);
        return new WeightedSweep(everybody, right, RATES).figures(once);
    }
}
