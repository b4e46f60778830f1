package org.likeness.server.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.likeness.api.service.RecognitionEvent;

/** The events of a gallery for one subscriber. One who does not keep up is ended, and may begin again after the last event it knows. */
public final class Subscription implements AutoCloseable {
    private static final int WAITING = 1_000;
    private static final long STEP_MILLIS = 200; // in which an end is seen

    private final String gallery;
    private final BooleanSupplier isServed;
    private final Consumer<Subscription> closing;
    private final BlockingQueue<RecognitionEvent> events = new ArrayBlockingQueue<>(WAITING);
    private volatile boolean isEnded;

    /** @param isServed whether the gallery still is */
    Subscription(String gallery, BooleanSupplier isServed, Consumer<Subscription> closing) {
        this.gallery = gallery;
        this.isServed = isServed;
        this.closing = closing;
    }

    void offer(RecognitionEvent event) {
        if (event.gallery().equals(gallery) && !events.offer(event)) {
            end();
        }
    }

    void end() {
        isEnded = true;
    }

    /** Whether no further event comes. */
    public boolean isEnded() {
        return isEnded || !isServed.getAsBoolean();
    }

    /** The next event; empty if there is none for some time, or the subscription or the thread is ended meanwhile. */
    public Optional<RecognitionEvent> next(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            while (!isEnded() && System.nanoTime() - end < 0) {
                RecognitionEvent event = events.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
                if (event != null) {
                    return Optional.of(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        end();
        closing.accept(this);
    }
}
