package org.likeness.api.client;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long to wait before a request is sent again: twice as long each time, by chance between half of that and all, so that many clients do
 * not come back at one moment.
 */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(200);

    private final int repeats;
    private final Duration longest;
    private final RandomGenerator random;

    /**
     * @param repeats how often a request is sent again, 0 or more
     * @param longest no wait is longer
     */
    Backoff(int repeats, Duration longest, RandomGenerator random) {
        this.repeats = repeats;
        this.longest = longest;
        this.random = random;
    }

    /**
     * The wait before a request is sent again.
     *
     * @param failures   how often it failed, 1 or more
     * @param retryAfter what the service asked for, if it did
     * @return empty if it is not sent again: it failed too often, or the service asks for a longer wait than is allowed
     */
    Optional<Duration> after(int failures, Optional<Duration> retryAfter) {
        if (failures > repeats || retryAfter.orElse(Duration.ZERO).compareTo(longest) > 0) {
            return Optional.empty();
        }
        Duration doubled = FIRST.multipliedBy(1L << Math.min(failures - 1, 20));
        Duration most = doubled.compareTo(longest) < 0 ? doubled : longest;
        double share = share();
        Duration own = Duration.ofNanos((long) (most.toNanos() * (0.5 + 0.5 * share)));
        Duration asked = retryAfter.orElse(Duration.ZERO).plusNanos((long) (FIRST.toNanos() * share));
        return Optional.of(own.compareTo(asked) > 0 ? own : asked);
    }

    /** A generator need not be thread-safe. */
    private synchronized double share() {
        return random.nextDouble();
    }
}
