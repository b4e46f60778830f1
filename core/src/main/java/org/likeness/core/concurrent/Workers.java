package org.likeness.core.concurrent;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Processes a list with several threads; results are in the order of the list.
 *
 * @param threads at least 1
 */
public record Workers(int threads) {
    public Workers {
        if (threads < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d threads: at least 1 is needed", threads));
        }
    }

    /**
     * Applies the work to each item.
     *
     * @param progress told how many are done, by any of the threads
     * @throws RuntimeException what the work threw first, after the other threads have stopped
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> work, IntConsumer progress) {
        var next = new AtomicInteger();
        var done = new AtomicInteger();
        var results = new AtomicReferenceArray<R>(items.size());
        Callable<Boolean> worker = () -> {
            try {
                for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
                    results.set(i, work.apply(items.get(i)));
                    progress.accept(done.incrementAndGet());
                }
                return true;
            } finally {
                next.set(items.size());
            }
        };
        ExecutorService executor = DaemonThreads.pool(threads, "worker");
        try {
            for (Future<Boolean> finished : executor.invokeAll(Collections.nCopies(threads, worker))) {
                finished.get();
            }
        } catch (InterruptedException e) {
            next.set(items.size());
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    String.format(Locale.ROOT, "interrupted after %d of %d pictures", done.get(), items.size()));
        } catch (ExecutionException e) {
            throw Failures.rethrown(e);
        } finally {
            executor.shutdownNow();
        }
        return IntStream.range(0, items.size()).mapToObj(results::get).toList();
    }
}
