package org.likeness.core.dataset.synthetic;

import org.likeness.core.random.SplitMix;

/**
 * The random numbers of a person or a shot, from a key of a few numbers.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), implemented here because the
 * algorithms behind {@code java.util.random} may change between releases, and generated faces must not change.
 */
final class Draw {
    private final SplitMix random;

    /** @param key such as the seed, the person and the picture; each order of numbers is another stream */
    Draw(long... key) {
        long seed = 0;
        for (long part : key) {
            seed = SplitMix.mix(seed + SplitMix.GAMMA + part);
        }
        this.random = new SplitMix(seed);
    }

    /** In [0, 1). */
    float unit() {
        return (random.next() >>> 40) * 0x1p-24f;
    }

    /** Evenly between two bounds. */
    float between(float low, float high) {
        return low + (high - low) * unit();
    }

    /** Between two bounds, more often near them than in the middle. */
    float spread(float low, float high) {
        return low + (high - low) * Shapes.smoothStep(0, 1, unit());
    }

    /** Between two bounds, rarely near them: the mean of two. */
    float nearMiddle(float low, float high) {
        return 0.5f * (between(low, high) + between(low, high));
    }

    /** True with a probability. */
    boolean chance(float probability) {
        return unit() < probability;
    }

    /** One of the numbers from 0 to {@code count - 1}. */
    int below(int count) {
        return (int) (unit() * count);
    }

    /** Any number, for a key of further draws. */
    int bits() {
        return (int) (random.next() >>> 32);
    }
}
