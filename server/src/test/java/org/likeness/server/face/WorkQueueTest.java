package org.likeness.server.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkQueueTest {
    private final AtomicLong now = new AtomicLong();
    private volatile CountDownLatch finish = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final WorkQueue queue = new WorkQueue(1, 4, Duration.ofMinutes(1), now::get);
    private final List<Future<Boolean>> held = new ArrayList<>();

    @AfterEach
    void end() {
        finish.countDown();
        threads.shutdownNow();
    }

    /** Takes the turn, or waits for it. */
    private void hold() throws InterruptedException {
        int before = queue.waiting();
        CountDownLatch begun = new CountDownLatch(1);
        held.add(threads.submit(() -> queue.run(() -> {
            begun.countDown();
            return await();
        })));
        if (held.size() == 1) {
            begun.await();
        }
        while (held.size() > 1 && queue.waiting() == before) {
            Thread.sleep(1);
        }
    }

    private boolean await() {
        try {
            return finish.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A queue stands until it is full, and is empty then. */
    private void standAndEnd() throws Exception {
        hold();
        hold();
        hold();
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        requireFull();
        finish.countDown();
        for (Future<Boolean> one : held) {
            assertThat(one.get()).isTrue();
        }
        finish = new CountDownLatch(1);
        held.clear();
    }

    private void requireFull() {
        assertThatThrownBy(queue::requirePlace).isInstanceOf(WorkQueue.FullException.class);
        assertThatThrownBy(() -> queue.run(() -> true)).isInstanceOf(WorkQueue.FullException.class);
    }

    @Test
    void aBurstMayFillTheQueue() throws Exception {
        for (int i = 0; i < 5; i++) {
            queue.requirePlace();
            hold();
        }
        assertThat(queue.waiting()).isEqualTo(4);
        requireFull();
    }

    @Test
    void inAQueueThatStandsOnlyTwiceAsManyWaitAsCompute() throws Exception {
        standAndEnd();
        queue.requirePlace();
        assertThat(queue.run(() -> true)).isTrue();
    }

    @Test
    void aQueueThatStoodMayNotFillAgainAtOnce() throws Exception {
        standAndEnd();
        queue.requirePlace(); // empty
        hold();
        hold();
        hold();
        requireFull();
        now.addAndGet(Duration.ofSeconds(1).toNanos() - 1);
        requireFull();
        assertThat(queue.waiting()).isEqualTo(2);
    }

    @Test
    void onceNobodyIsRefusedABurstMayComeAgain() throws Exception {
        standAndEnd();
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        hold();
        hold();
        hold();
        hold();
        assertThat(queue.waiting()).isEqualTo(3);
    }

    @Test
    void timeWithoutRequestsIsNoQueue() throws Exception {
        now.addAndGet(Duration.ofHours(1).toNanos());
        hold();
        hold();
        hold();
        assertThat(queue.waiting()).isEqualTo(2);
    }
}
