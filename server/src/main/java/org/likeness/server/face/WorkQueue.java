package org.likeness.server.face;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets a bounded number of requests compute at one time, and a bounded number wait; others are refused at once, so that those who are taken
 * are answered in time. The thread that asks does the work.
 */
public final class WorkQueue {
    private final Semaphore places;
    private final Semaphore turns;
    private final Duration longest;

    /**
     * @param atOnce  requests that compute at one time, 1 or more
     * @param waiting that wait besides, 0 or more
     * @param longest that one waits
     */
    public WorkQueue(int atOnce, int waiting, Duration longest) {
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
        this.longest = longest;
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
        if (places.availablePermits() == 0) {
            throw new FullException();
        }
    }

    /**
     * Does work in its turn.
     *
     * @throws FullException if there is no place, or no turn in time
     */
    public <T> T run(Supplier<T> work) {
        if (!places.tryAcquire()) {
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
