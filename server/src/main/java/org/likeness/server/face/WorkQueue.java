package org.likeness.server.face;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests compute at one time, and a bounded number wait; others are refused at once, so that those who are taken
 * are answered in time. The thread that asks does the work.
 *
 * <p>A burst may fill the queue. One that has not been empty for a second is no burst: it lets nothing more through for its length, and makes
 * everybody wait, so that then only twice as many wait as compute (Nichols and Jacobson, Controlling Queue Delay, ACM Queue 10 (5), 2012, tell the two
 * apart in this way), until for a second nobody had to be refused.
 */
public final class WorkQueue {
    private static final long BURST = Duration.ofSeconds(1).toNanos();
    private static final int STANDING = 2; // that wait for each that computes: fewer would refuse a few steady clients

    private final Semaphore places;
    private final Semaphore turns;
    private final int atOnce;
    private final Duration longest;
    private final LongSupplier clock; // nanoseconds
    private volatile long lastEmpty;
    private volatile long lastRefused; // because the queue stood

    /**
     * @param atOnce  requests that compute at one time, 1 or more
     * @param waiting that wait besides in a burst, 0 or more
     * @param longest that one waits
     */
    public WorkQueue(int atOnce, int waiting, Duration longest) {
        this(atOnce, waiting, longest, System::nanoTime);
    }

    WorkQueue(int atOnce, int waiting, Duration longest, LongSupplier clock) {
        if (atOnce < 1 || waiting < 0 || longest.isNegative()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d at once, %d waiting, %s at most: 1, 0 and 0 or more are expected",
                    atOnce,
                    waiting,
                    longest));
        }
        this.places = new Semaphore(atOnce + waiting);
        this.turns = new Semaphore(atOnce, true);
        this.atOnce = atOnce;
        this.longest = longest;
        this.clock = clock;
        this.lastEmpty = clock.getAsLong();
        this.lastRefused = lastEmpty - BURST;
    }

    /** How many wait for their turn. */
    public int waiting() {
        return turns.getQueueLength();
    }

    /** The queue is full, or the wait was too long. */
    public static final class FullException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private FullException() {
            super("more requests are waiting than can be answered in time: send it again later", null, false, false);
        }
    }

    /**
     * Asks for a place without taking it: what would be refused afterwards need not be read first.
     *
     * @throws FullException if there is none
     */
    public void requirePlace() {
        if (places.availablePermits() == 0 || stands()) {
            throw new FullException();
        }
    }

    /** Whether the queue has been there for longer than a burst, and is long enough already. */
    private boolean stands() {
        int waiting = waiting();
        long now = clock.getAsLong();
        if (waiting == 0) {
            lastEmpty = now;
        }
        boolean stands = waiting >= STANDING * atOnce && (now - lastEmpty > BURST || now - lastRefused < BURST);
        if (stands) {
            lastRefused = now;
        }
        return stands;
    }

    /**
     * Does work in its turn.
     *
     * @throws FullException if there is no place, or no turn in time
     */
    public <T> T run(Supplier<T> work) {
        if (stands() || !places.tryAcquire()) {
            throw new FullException();
        }
        try {
            if (!turns.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FullException();
            }
            try {
                return work.get();
            } finally {
                turns.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FullException();
        } finally {
            places.release();
        }
    }
}
