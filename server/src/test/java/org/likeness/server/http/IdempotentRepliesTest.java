package org.likeness.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.likeness.api.service.ServiceProblemCode;

class IdempotentRepliesTest {
    private static final String REQUEST = "a";

    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger changes = new AtomicInteger();
    private final IdempotentReplies replies = new IdempotentReplies(Duration.ofHours(1), 3, 100, now::get);

    private Reply change() {
        return Reply.of("text/plain", new byte[] {(byte) changes.incrementAndGet()});
    }

    private Reply once(String key) {
        return replies.once("owner", key, REQUEST, Optional.empty(), this::change);
    }

    @Test
    void aRepeatGetsTheSameReplyAndChangesNothing() {
        Reply first = once("k");
        first.with("X-Request-Id", "1");
        Reply second = once("k");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers())
                .containsEntry("Idempotency-Replayed", "true")
                .doesNotContainKey("X-Request-Id");
        assertThat(second.outcome()).isEqualTo("repeated");
        assertThat(changes).hasValue(1);
        replies.once("other", "k", REQUEST, Optional.empty(), this::change);
        assertThat(changes).as("keys of another caller are other ones").hasValue(2);
    }

    @Test
    void aKeyIsForOneRequest() {
        once("k");
        assertThatThrownBy(() -> replies.once("owner", "k", "b", Optional.empty(), this::change))
                .isInstanceOfSatisfying(
                        ServiceException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ServiceProblemCode.CONFLICT));
        for (String key : new String[] {"", "a b", "ä", "x".repeat(256)}) {
            assertThatThrownBy(() -> once(key)).isInstanceOf(ServiceException.class);
        }
        assertThat(changes).hasValue(1);
    }

    @Test
    void oneThatIsUnderWayIsNotBegunAgain() {
        Supplier<Reply> nested = () -> {
            assertThatThrownBy(() -> once("k"))
                    .isInstanceOfSatisfying(
                            ServiceException.class,
                            refused -> assertThat(refused.retryAfter()).hasValue(1));
            return change();
        };
        replies.once("owner", "k", REQUEST, Optional.empty(), nested);
        assertThat(changes).hasValue(1);
    }

    @Test
    void oneThatFailedMayBeTriedAgain() {
        assertThatThrownBy(() -> replies.once("owner", "k", REQUEST, Optional.empty(), () -> {
                    throw new IllegalStateException("disk");
                }))
                .hasMessage("disk");
        once("k");
        assertThat(changes).hasValue(1);
    }

    @Test
    void theOldestAndTheOldAreForgotten() {
        for (String key : new String[] {"a", "b", "c", "d"}) {
            once(key);
        }
        once("b");
        assertThat(changes).hasValue(4);
        once("a");
        assertThat(changes).as("only three are remembered").hasValue(5);
        now.addAndGet(Duration.ofHours(2).toNanos());
        once("d");
        assertThat(changes).hasValue(6);
    }

    @Test
    void theirBytesAreBounded() {
        replies.once("owner", "small", REQUEST, Optional.empty(), this::change);
        replies.once("owner", "large", REQUEST, Optional.empty(), () -> Reply.of("text/plain", new byte[101]));
        once("small");
        assertThat(changes).hasValue(2);
    }
}
