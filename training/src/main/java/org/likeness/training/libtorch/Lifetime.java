package org.likeness.training.libtorch;

import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Prevents native memory from being freed during a computation: freeing waits, and later use is rejected. */
public final class Lifetime {
    private final String owner;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    /** @param owner of the memory, for messages */
    public Lifetime(String owner) {
        this.owner = owner;
    }

    /**
     * Computes something, one thread at a time.
     *
     * @throws IllegalStateException if the memory is freed
     */
    public <T> T during(Supplier<T> computation) {
        lock.lock();
        try {
            if (over) {
                throw new IllegalStateException(
                        String.format(Locale.ROOT, "%s is closed: it cannot be used any more", owner));
            }
            return computation.get();
        } finally {
            lock.unlock();
        }
    }

    /** Frees the memory, once. */
    public void end(Runnable free) {
        lock.lock();
        try {
            if (!over) {
                over = true;
                free.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
