package org.likeness.core.random;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds of the random draws of a run. Each is a function of the run's seed, the purpose and the place (step, slot), so that a resumed run
 * needs only its step, and threads do not change the result.
 */
public enum DrawSeed {
    /** A new network's weights. */
    WEIGHTS(1),
    /** Which people are held back. */
    SPLIT(2),
    /** The held-back people's pairs. */
    PAIRS(3),
    /** Which picture takes an unreadable one's place. */
    REPLACEMENT(4),
    /** How a picture is varied. */
    AUGMENTATION(5),
    /** Which features dropout drops. */
    DROPOUT(6),
    /** Which negatives a miner takes. */
    MINING(7),
    /** Which part of a set that is too large is looked at by global mining. */
    GLOBAL_MINING(8),
    /** Where the softmax's centers begin. */
    CENTERS(9),
    /** Which people outside the batch the softmax takes in. */
    CLASSES(10),
    /** Which negatives harmonic triplets take. */
    HARMONIC_MINING(11);

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    private final int stream;

    /** @param stream never to be changed: the same recipe would give other weights */
    DrawSeed(int stream) {
        this.stream = stream;
    }

    /**
     * A seed.
     *
     * @param seed  the run's
     * @param where step, slot, …
     */
    public long at(long seed, long... where) {
        long mixed = SplitMix.mix(seed + SplitMix.GAMMA * stream);
        for (long coordinate : where) {
            mixed = SplitMix.mix(mixed + SplitMix.GAMMA * (coordinate + 1));
        }
        return mixed;
    }

    /** A generator with the seed of {@link #at}. */
    public RandomGenerator generator(long seed, long... where) {
        return FACTORY.create(at(seed, where));
    }
}
