package org.likeness.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the clock's numbers may overflow
    private final RateLimit limit = new RateLimit(0.5, 3, now::get);

    @Test
    void soManyAtOnceAndThenOneAfterAnother() {
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("ann")).isEmpty();
        }
        assertThat(limit.take("ann")).isEqualTo(OptionalInt.of(2));
        assertThat(limit.take("bob")).as("names do not share").isEmpty();
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(1_500));
        assertThat(limit.take("ann")).isEqualTo(OptionalInt.of(1));
        now.addAndGet(TimeUnit.MILLISECONDS.toNanos(600));
        assertThat(limit.take("ann")).isEmpty();
        assertThat(limit.take("ann")).isPresent();
    }

    @Test
    void aPauseSavesNoMoreThanSoMany() {
        assertThat(limit.take("ann")).isEmpty();
        now.addAndGet(TimeUnit.DAYS.toNanos(1));
        for (int i = 0; i < 3; i++) {
            assertThat(limit.take("ann")).isEmpty();
        }
        assertThat(limit.take("ann")).isPresent();
        limit.giveBack("ann");
        assertThat(limit.take("ann")).isEmpty();
    }

    @Test
    void namesNotSeenForTheLongestTimeAreForgotten() {
        for (int i = 0; i < 3; i++) {
            limit.take("ann");
        }
        for (int i = 0; i < 10_000; i++) {
            limit.take("address " + i);
        }
        assertThat(limit.take("ann")).isEmpty();
    }
}
