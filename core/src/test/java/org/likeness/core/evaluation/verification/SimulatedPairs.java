package org.likeness.core.evaluation.verification;

import java.util.SplittableRandom;
import org.likeness.core.evaluation.pair.PairPeople;

/**
 * Pairs of simulated people with effects of their own: some are easily told from others and some are not, some look alike in all
 * their pictures and some do not.
 *
 * @param people          how many
 * @param genuineEach     pairs of each person
 * @param impostorEach    impostor pairs for each person, with people drawn at random
 * @param genuineEffect   standard deviation of what a person adds to all its genuine distances
 * @param impostorEffect  standard deviation of what a person adds to all its impostor distances
 * @param failures        share of pairs without a distance
 */
record SimulatedPairs(
        int people, int genuineEach, int impostorEach, double genuineEffect, double impostorEffect, double failures) {
    static final double GENUINE = 11; // the mean distance, far enough from 0 that none is below
    static final double IMPOSTOR = 13;
    static final double THRESHOLD = 11.9;
    private static final double NOISE = 0.5;

    /** One set of pairs and whom they show. */
    record Drawn(ScoredPairs pairs, PairPeople people) {}

    Drawn draw(SplittableRandom random) {
        double[] genuine = effects(random, genuineEffect);
        double[] impostor = effects(random, impostorEffect);
        int size = people * (genuineEach + impostorEach);
        double[] distances = new double[size];
        boolean[] same = new boolean[size];
        int[] first = new int[size];
        int[] second = new int[size];
        for (int i = 0; i < size; i++) {
            same[i] = i < people * genuineEach;
            first[i] = i % people;
            second[i] = same[i] ? first[i] : (first[i] + 1 + random.nextInt(people - 1)) % people;
            double mean = same[i] ? GENUINE + genuine[first[i]] : IMPOSTOR + impostor[first[i]] + impostor[second[i]];
            distances[i] = random.nextDouble() < failures ? Double.NaN : mean + NOISE * random.nextGaussian();
        }
        return new Drawn(new ScoredPairs(distances, same), new PairPeople(first, second));
    }

    private double[] effects(SplittableRandom random, double deviation) {
        return random.doubles(people)
                .map(x -> deviation * random.nextGaussian())
                .toArray();
    }

    /** The same world with so many people that its figures are the true ones, nobody in two impostor pairs. */
    SimulatedPairs whole(int size) {
        return new SimulatedPairs(size, 1, 1, genuineEffect, impostorEffect, failures);
    }
}
