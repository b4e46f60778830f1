package org.likeness.core.evaluation.verification;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.evaluation.pair.PairPeople;

/** Draws of people, or of couples of people, as weights of the pairs that show them. */
@FunctionalInterface
interface DrawnWeights {
    /** How often each pair counts in one draw. */
    int[] next(SplittableRandom random);

    /** As many people as there are are drawn: a genuine pair counts wᵢ times, an impostor pair wᵢ·wⱼ times. */
    static DrawnWeights byPeople(ScoredPairs pairs, PairPeople people) {
        int[] present = present(people);
        int everybody = people.people();
        return random -> {
            int[] drawn = drawn(present, everybody, random);
            int[] weights = new int[pairs.size()];
            for (int i = 0; i < weights.length; i++) {
                int first = drawn[people.first()[i]];
                weights[i] = pairs.same()[i] ? first : first * drawn[people.second()[i]];
            }
            return weights;
        };
    }

    /** As many couples of different people as there are are drawn; genuine pairs count once. */
    static DrawnWeights byCouples(ScoredPairs pairs, PairPeople people) {
        int[] couples = people.couples();
        int[] apart = IntStream.range(0, couples.length)
                .filter(i -> !pairs.same()[i])
                .map(i -> couples[i])
                .distinct()
                .toArray();
        return random -> {
            int[] drawn = drawn(apart, couples.length, random);
            int[] weights = new int[pairs.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = pairs.same()[i] ? 1 : drawn[couples[i]];
            }
            return weights;
        };
    }

    /** The numbers that stand in a pair. */
    static int[] present(PairPeople people) {
        return IntStream.concat(Arrays.stream(people.first()), Arrays.stream(people.second()))
                .distinct()
                .sorted()
                .toArray();
    }

    /** How often each number comes up if as many are drawn with replacement as there are; length {@code numbers}. */
    static int[] drawn(int[] from, int numbers, SplittableRandom random) {
        int[] counts = new int[numbers];
        for (int i = 0; i < from.length; i++) {
            counts[from[random.nextInt(from.length)]]++;
        }
        return counts;
    }
}
