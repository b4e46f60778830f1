package org.likeness.training.loader;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeds of a run's draws. Each is a function of the run's seed, of what is drawn and of where (step, slot), so that a
 * resumed run needs to know its step and nothing else, and threads change nothing.
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
    CLASSES(10);

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

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
        long mixed = mix(seed + GOLDEN * stream);
        for (long coordinate : where) {
            mixed = mix(mixed + GOLDEN * (coordinate + 1));
        }
        return mixed;
    }

    /** A generator with the seed of {@link #at}. */
    public RandomGenerator generator(long seed, long... where) {
        return FACTORY.create(at(seed, where));
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014), variant 13 of Stafford. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
