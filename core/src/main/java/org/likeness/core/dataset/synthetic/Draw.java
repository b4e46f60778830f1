package org.likeness.core.dataset.synthetic;

/**
 * The numbers that make a person or a shot, from a key of a few numbers.
 *
 * <p>SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), written out
 * because the algorithms behind {@code java.util.random} may change between releases and a face must not.
 */
final class Draw {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    /** @param key such as the seed, the person and the picture; each order of numbers is another stream */
    Draw(long... key) {
        for (long part : key) {
            state = mix(state + GOLDEN + part);
        }
    }

    /** All 64 bits of a number well stirred. */
    static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** In [0, 1). */
    float unit() {
        state += GOLDEN;
        return (mix(state) >>> 40) * 0x1p-24f;
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
        state += GOLDEN;
        return (int) (mix(state) >>> 32);
    }
}
