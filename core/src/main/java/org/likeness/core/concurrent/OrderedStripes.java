package org.likeness.core.concurrent;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Executes pieces of work in several threads and consumes their results one at a time, in the order of the pieces.
 *
 * @param <W> working memory of a thread
 */
public final class OrderedStripes<W> {
    private static final ThreadFactory THREADS = DaemonThreads.named("stripes");

    private final int pieces;
    private final Supplier<W> worker;
    private final ObjIntConsumer<W> work;
    private final Consumer<W> take;
    private final AtomicInteger next = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition turnChanged = lock.newCondition();
    private int turn;
    private Optional<Throwable> failure = Optional.empty();

    /**
     * @param pieces how many
     * @param worker makes working memory of a thread
     * @param work   does the piece of that number
     * @param take   takes what came of it, before the worker does its next piece
     */
    public OrderedStripes(int pieces, Supplier<W> worker, ObjIntConsumer<W> work, Consumer<W> take) {
        this.pieces = pieces;
        this.worker = worker;
        this.work = work;
        this.take = take;
    }

    /**
     * Does all the work. Where a piece fails, the first of them is what is thrown, and none after it is taken.
     *
     * @param threads at most, the caller's among them
     */
    public void run(int threads) {
        List<CompletableFuture<Void>> others = IntStream.range(1, Math.min(threads, pieces))
                .mapToObj(i -> CompletableFuture.runAsync(
                        this::goThrough, task -> THREADS.newThread(task).start()))
                .toList();
        goThrough();
        others.forEach(CompletableFuture::join);
        if (failure.isPresent()) {
            throw Failures.rethrown(failure.get());
        }
    }

    private void goThrough() {
        Optional<W> own = Optional.empty();
        for (int piece = next.getAndIncrement(); piece < pieces; piece = next.getAndIncrement()) {
            Optional<Throwable> failed = Optional.empty();
            try {
                own = Optional.of(own.orElseGet(worker));
                work.accept(own.get(), piece);
            } catch (RuntimeException
                    | Error e) { // also what a thread's memory does not suffice for: none must wait for ever
                failed = Optional.of(e);
            }
            if (!takesTurn(own, piece, failed)) {
                return;
            }
        }
    }

    /** Waits for the piece's turn and hands over; returns whether there is any sense in going on. */
    private boolean takesTurn(Optional<W> own, int piece, Optional<Throwable> failed) {
        lock.lock();
        try {
            while (turn != piece && failure.isEmpty()) {
                turnChanged.awaitUninterruptibly();
            }
            if (failure.isEmpty()) {
                failure = failed;
                if (failed.isEmpty()) {
                    take.accept(own.orElseThrow());
                }
                turn++;
                turnChanged.signalAll();
            }
            return failure.isEmpty();
        } finally {
            lock.unlock();
        }
    }
}
