package org.likeness.bench.scale;

import java.util.Locale;

/**
 * What interrupts the steps of all workers regularly: an evaluation, or a checkpoint.
 *
 * @param every   steps between two, at least 1
 * @param seconds of each, at least 0
 */
record Pause(int every, double seconds) {
    Pause {
        if (every < 1 || !(seconds >= 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s seconds every %d steps: at least 0 and at least 1 are expected", seconds, every));
        }
    }
}
