package org.likeness.server.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * So many requests a second on average for each name, and so many at once after a pause: a token bucket a name. The names that were not seen
 * for the longest time are forgotten first.
 */
final class RateLimit {
    private static final int MOST_NAMES = 10_000;
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int atOnce;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_NAMES;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filled;

        private Bucket(double tokens, long filled) {
            this.tokens = tokens;
            this.filled = filled;
        }
    }

    /**
     * @param perSecond above 0
     * @param atOnce    1 or more
     */
    RateLimit(double perSecond, int atOnce, LongSupplier nanoTime) {
        if (!(perSecond > 0) || atOnce < 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%s a second, %d at once: above 0 and at least 1 are expected", perSecond, atOnce));
        }
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        this.nanoTime = nanoTime;
    }

    /** Takes one request of a name; the seconds to wait if there is none left. */
    synchronized OptionalInt take(String name) {
        Bucket bucket = filled(name);
        if (bucket.tokens >= 1) {
            bucket.tokens -= 1;
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)));
    }

    /** @throws ServiceException if a name has no request left */
    void require(String name, String reason) {
        OptionalInt seconds = take(name);
        if (seconds.isPresent()) {
            throw ServiceException.busy(reason + ": send it again later", seconds.getAsInt());
        }
    }

    /** Gives back what was taken for nothing. */
    synchronized void giveBack(String name) {
        Bucket bucket = filled(name);
        bucket.tokens = Math.min(atOnce, bucket.tokens + 1);
    }

    private Bucket filled(String name) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(name, unseen -> new Bucket(atOnce, now));
        bucket.tokens = Math.min(atOnce, bucket.tokens + (now - bucket.filled) / NANOS * perSecond);
        bucket.filled = now;
        return bucket;
    }
}
