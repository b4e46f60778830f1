package org.likeness.training.loader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Batches in the order of their steps, made ahead by threads: each thread makes a whole batch, and as many batches as
 * threads and one more are kept ready or in the making. For use by one thread.
 */
public final class BatchLoader implements AutoCloseable {
    private static final int SECONDS_TO_CLOSE = 30;

    private final BatchMaker maker;
    private final ExecutorService executor;
    private final Deque<Future<LoadedBatch>> ahead = new ArrayDeque<>();
    private final long end;
    private long submitted;

    /**
     * Begins to make batches.
     *
     * @param maker   of each
     * @param first   the first step's number
     * @param end     the number after the last step's
     * @param threads at least 1
     */
    public BatchLoader(BatchMaker maker, long first, long end, int threads) {
        this.maker = maker;
        this.executor = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "batch-loader");
            thread.setDaemon(true);
            return thread;
        });
        this.submitted = first;
        this.end = end;
        for (int i = 0; i <= threads; i++) {
            submit();
        }
    }

    private void submit() {
        if (submitted < end) {
            long step = submitted++;
            ahead.add(executor.submit(() -> maker.make(step)));
        }
    }

    /**
     * The next step's batch; waits until it is made.
     *
     * @throws IllegalStateException if there are no more steps
     * @throws RuntimeException      what went wrong while it was made
     */
    public LoadedBatch next() {
        Future<LoadedBatch> first = ahead.poll();
        if (first == null) {
            throw new IllegalStateException(String.format(Locale.ROOT, "there is no batch after step %d", end - 1));
        }
        submit();
        try {
            return first.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a batch was made");
        } catch (ExecutionException e) {
            throw rethrown(e);
        }
    }

    static RuntimeException rethrown(ExecutionException e) {
        Throwable cause = e.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException exception ? exception : new IllegalStateException(e);
    }

    /**
     * Stops the threads, and waits for what they are at. They are not interrupted: a decoder that is would take its picture for
     * a broken one.
     */
    @Override
    public void close() {
        ahead.forEach(batch -> batch.cancel(false));
        executor.shutdown();
        try {
            executor.awaitTermination(SECONDS_TO_CLOSE, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
