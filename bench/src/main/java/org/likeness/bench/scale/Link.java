package org.likeness.bench.scale;

import java.util.Locale;

/**
 * The network between workers, in a ring: each sends to the next one.
 *
 * @param bytesPerSecond in each direction, positive
 * @param latencySeconds of a message, at least 0
 */
record Link(double bytesPerSecond, double latencySeconds) {
    Link {
        if (!(bytesPerSecond > 0) || !(latencySeconds >= 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s bytes per second after %s seconds: a positive rate and a latency of at least 0 are expected",
                    bytesPerSecond,
                    latencySeconds));
        }
    }

    /**
     * Seconds to sum values over the workers: N − 1 messages of a part in N to reduce, as many to spread the sums.
     *
     * @param bytes of the values in each worker
     */
    double sumSeconds(double bytes, int workers) {
        return sumSeconds(bytes, 1, workers);
    }

    /**
     * As {@link #sumSeconds(double, int)}.
     *
     * @param pieces into which the values are divided, each of which takes all messages
     */
    double sumSeconds(double bytes, int pieces, int workers) {
        return 2 * (gatherSeconds(bytes, workers) + (pieces - 1) * gatherSeconds(0, workers));
    }

    /**
     * Seconds until each worker has what all have: N − 1 messages.
     *
     * @param bytes of all together, in equal parts
     */
    double gatherSeconds(double bytes, int workers) {
        return (workers - 1) * (bytes / workers / bytesPerSecond + latencySeconds);
    }

    /**
     * Seconds until each worker has what one has: the number of those that have it doubles with each message.
     *
     * @param bytes of the message
     */
    double broadcastSeconds(double bytes, int workers) {
        int messages = Integer.SIZE - Integer.numberOfLeadingZeros(workers - 1);
        return messages * (bytes / bytesPerSecond + latencySeconds);
    }
}
