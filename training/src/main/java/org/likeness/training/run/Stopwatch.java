package org.likeness.training.run;

import java.util.function.LongSupplier;

/** Training time in seconds, including earlier parts of a resumed run. */
final class Stopwatch {
    private static final double NANOSECONDS = 1e9;

    private final LongSupplier nanoTime;
    private final double before;
    private final long start;

    /**
     * @param nanoTime as {@link System#nanoTime}
     * @param before   seconds of the earlier parts
     */
    Stopwatch(LongSupplier nanoTime, double before) {
        this.nanoTime = nanoTime;
        this.before = before;
        this.start = nanoTime.getAsLong();
    }

    double elapsed() {
        return before + (nanoTime.getAsLong() - start) / NANOSECONDS;
    }
}
