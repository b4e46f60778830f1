package org.likeness.training.loader;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.likeness.core.concurrent.DaemonThreads;
import org.likeness.core.concurrent.Failures;

/**
 * Provides batches in the order of steps, prepared ahead by background threads: each thread prepares a whole batch, and at most one more
 * batch than threads is ready or in preparation. For use by one thread.
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
        this.executor = DaemonThreads.pool(threads, "batch-loader");
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
        return Failures.await(first, "a batch was made");
    }

    /** Stops the threads, and waits for the batches that they are making. */
    @Override
    public void close() {
        ahead.forEach(batch -> batch.cancel(false));
        DaemonThreads.end(executor, SECONDS_TO_CLOSE);
    }
}
