package org.likeness.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;
import org.likeness.server.access.Role;
import org.likeness.server.access.SteppedClock;

/** How long a session lasts. */
class SessionsTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final SteppedClock clock = new SteppedClock();
    private AccessKeys keys;
    private Sessions sessions;

    @BeforeEach
    void open(@TempDir Path folder) {
        keys = AccessKeys.open(folder.resolve("keys.json"), clock);
        sessions = new Sessions(keys, clock);
    }

    private AccessKey key(Optional<Duration> valid) {
        return keys.create("a key", Role.VERIFY, Set.of(), valid.map(clock.instant()::plus))
                .key();
    }

    private Session session() {
        return sessions.open(Optional.of(key(Optional.empty())));
    }

    private boolean lasts(Session session) {
        return sessions.find(session.id()).isPresent();
    }

    @Test
    void aPauseOfHalfAnHourEndsIt() {
        Session session = session();
        clock.advance(Sessions.LONGEST_PAUSE.minus(MOMENT));
        assertThat(lasts(session)).isTrue();
        clock.advance(Sessions.LONGEST_PAUSE.minus(MOMENT));
        assertThat(lasts(session)).as("each request begins another half hour").isTrue();
        clock.advance(Sessions.LONGEST_PAUSE);
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void itEndsAfterTwelveHoursHoweverOftenItIsUsed() {
        Session session = session();
        Duration step = Sessions.LONGEST_PAUSE.minus(MOMENT);
        Duration passed = Duration.ZERO;
        while (passed.plus(step).compareTo(Sessions.LONGEST) < 0) {
            clock.advance(step);
            passed = passed.plus(step);
            assertThat(lasts(session)).as("after %s", passed).isTrue();
        }
        clock.advance(Sessions.LONGEST.minus(passed));
        assertThat(lasts(session)).isFalse();
    }

    @Test
    void itEndsWithItsKey() {
        Session revoked = session();
        Session expiring = sessions.open(Optional.of(key(Optional.of(Duration.ofMinutes(5)))));
        Session other = session();
        keys.revoke(revoked.key().orElseThrow().id());
        assertThat(lasts(revoked)).isFalse();
        assertThat(lasts(expiring)).isTrue();
        clock.advance(Duration.ofMinutes(5));
        assertThat(lasts(expiring)).isFalse();
        assertThat(lasts(other)).isTrue();
    }

    @Test
    void oneWithoutAKeyEndsWhenThereIsAKey() {
        Session session = sessions.open(Optional.empty());
        assertThat(lasts(session)).isTrue();
        AccessKey first = key(Optional.empty());
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(lasts(session)).isFalse();
        keys.revoke(first.id());
        assertThat(lasts(session)).as("it does not come back").isFalse();
    }

    @Test
    void theOneUnusedLongestEndsWhenThereAreTooMany() {
        AccessKey key = key(Optional.empty());
        Session first = sessions.open(Optional.of(key));
        Session second = sessions.open(Optional.of(key));
        for (int i = 2; i < Sessions.MOST; i++) {
            sessions.open(Optional.of(key));
        }
        assertThat(lasts(first)).isTrue();
        sessions.open(Optional.of(key));
        assertThat(lasts(first)).isTrue();
        assertThat(lasts(second)).isFalse();
    }

    @Test
    void itsSecretsAreLongAndNotPrinted() {
        Session session = session();
        assertThat(session.id()).hasSize(43).isNotEqualTo(session.formToken());
        assertThat(session.toString()).doesNotContain(session.id()).doesNotContain(session.formToken());
        assertThat(session.isFormToken(session.formToken())).isTrue();
        assertThat(session.isFormToken(session.formToken() + "x")).isFalse();
        assertThat(session.isFormToken("")).isFalse();
        sessions.close(session.id());
        assertThat(lasts(session)).isFalse();
    }
}
