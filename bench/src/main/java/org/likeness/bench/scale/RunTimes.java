package org.likeness.bench.scale;

import java.util.EnumMap;
import java.util.Map;

/**
 * How a run spent its time.
 *
 * @param workers  N
 * @param pictures that were learned from; those of lost work count once
 * @param restarts how often a node was lost
 * @param seconds  for each cause; a missing one has none
 */
record RunTimes(int workers, long pictures, int restarts, Map<Cause, Double> seconds) {
    RunTimes {
        seconds = Map.copyOf(new EnumMap<>(seconds));
    }

    double seconds(Cause cause) {
        return seconds.getOrDefault(cause, 0.0);
    }

    double total() {
        double sum = 0;
        for (Cause cause : Cause.values()) { // in this order, so that the sum is the same in each run
            sum += seconds(cause);
        }
        return sum;
    }

    double picturesPerSecond() {
        return pictures / total();
    }

    /** The share of the time in which networks compute: 1 if N workers are N times as fast as one that does nothing else. */
    double efficiency() {
        return share(Cause.NETWORK);
    }

    double share(Cause cause) {
        return seconds(cause) / total();
    }

    /** The loss with the largest share. */
    Cause largestLoss() {
        Cause largest = Cause.UNEVEN_SHARES;
        for (Cause cause : Cause.values()) {
            if (cause != Cause.NETWORK && seconds(cause) > seconds(largest)) {
                largest = cause;
            }
        }
        return largest;
    }
}
