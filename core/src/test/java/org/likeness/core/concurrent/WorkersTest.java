package org.likeness.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 500).boxed().toList();

    @Test
    void resultsAreInTheOrderOfTheItems() {
        Set<Integer> told = ConcurrentHashMap.newKeySet();
        assertThat(new Workers(4).map(ITEMS, item -> item * 2, told::add))
                .isEqualTo(ITEMS.stream().map(item -> item * 2).toList());
        assertThat(told).hasSize(500).contains(1, 500);
    }

    @Test
    void aFailureIsThrownAsItIs() {
        assertThatThrownBy(() -> new Workers(3).map(ITEMS, item -> 1 / (item - 250), done -> {}))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Workers(3).map(ITEMS, WorkersTest::tooMuch, done -> {}))
                .isInstanceOf(OutOfMemoryError.class);
    }

    private static int tooMuch(int item) {
        throw new OutOfMemoryError("of this test");
    }

    private static int waiting(CountDownLatch latch, int item) {
        try {
            latch.await();
            return item;
        } catch (InterruptedException e) {
            throw new CancellationException("of this test");
        }
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        var interrupted = new CountDownLatch(1); // no item is done before
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> {
                    try {
                        new Workers(2).map(ITEMS, item -> waiting(interrupted, item), done -> {});
                    } finally {
                        interrupted.countDown();
                    }
                })
                .isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> Failures.await(new CompletableFuture<>(), "a batch is loaded"))
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted while a batch is loaded");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whatWrapsAFailureIsTakenOff() {
        var failure = new IllegalArgumentException("as it is");
        assertThat(Failures.rethrown(new ExecutionException(failure))).isSameAs(failure);
        assertThat(Failures.rethrown(new CompletionException(failure))).isSameAs(failure);
        assertThat(Failures.rethrown(failure)).isSameAs(failure);
        var checked = new Exception("checked");
        assertThat(Failures.rethrown(new ExecutionException(checked)))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(checked);
        assertThatThrownBy(() -> Failures.rethrown(new ExecutionException(new StackOverflowError())))
                .isInstanceOf(StackOverflowError.class);
        assertThatThrownBy(() -> Failures.await(CompletableFuture.failedFuture(failure), "nothing"))
                .isSameAs(failure);
    }

    @Test
    void anExecutorThatEndsFinishesWhatRunsWithoutAnInterrupt() throws InterruptedException {
        ExecutorService executor = DaemonThreads.pool(1, "test");
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch ending = new CountDownLatch(1);
        CompletableFuture<String> seen = new CompletableFuture<>();
        executor.execute(() -> {
            started.countDown();
            try {
                ending.await();
                seen.complete(Thread.currentThread().getName()
                        + Thread.currentThread().isDaemon());
            } catch (InterruptedException e) {
                seen.complete("interrupted");
            }
        });
        started.await();
        DaemonThreads.named("opener").newThread(ending::countDown).start();
        DaemonThreads.end(executor, 600);
        assertThat(seen).isCompletedWithValue("testtrue");
    }
}
