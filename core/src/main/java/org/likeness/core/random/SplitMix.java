package org.likeness.core.random;

/**
 * SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014), implemented here because the
 * algorithms behind {@code java.util.random} may change between releases of Java, and these draws must not change. For use by one thread.
 */
public final class SplitMix {
    /** What the state grows by: 2⁶⁴ divided by the golden ratio, odd. */
    public static final long GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    /** A stream of numbers; each seed starts another one. */
    public SplitMix(long seed) {
        this.state = seed;
    }

    /** The next 64 bits. */
    public long next() {
        state += GAMMA;
        return mix(state);
    }

    /** The finalizer, a bijection that scatters the bits of neighboring numbers (Stafford's variant 13 of MurmurHash3's). */
    public static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
