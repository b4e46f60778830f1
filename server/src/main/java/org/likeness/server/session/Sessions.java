package org.likeness.server.session;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.file.Sha256;
import org.likeness.server.access.AccessKey;
import org.likeness.server.access.AccessKeys;

/**
 * The sessions of browsers. One ends when its key is revoked or expires, after {@link #LONGEST}, after {@link #LONGEST_PAUSE} without a
 * request, when somebody signs out, and when the service stops. If there are too many, the one that was unused longest ends. Thread-safe.
 */
public final class Sessions {
    /** From signing in on. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Between two requests. */
    public static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /** At one time. */
    public static final int MOST = 1_000;

    private static final int SECRET_BYTES = 32;

    private final AccessKeys keys;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /** By the hash of the id, in the order of use: the time of a look-up says nothing about ids that exist. */
    private final Map<String, Used> sessions = new LinkedHashMap<>(16, 0.75f, true);

    private record Used(Session session, Instant opened, Instant last) {
        boolean isOver(Instant now) {
            return !now.isBefore(opened.plus(LONGEST)) || !now.isBefore(last.plus(LONGEST_PAUSE));
        }
    }

    public Sessions(AccessKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A new session.
     *
     * @param key that somebody has shown; empty for callers on this machine as long as no key exists
     */
    public synchronized Session open(Optional<AccessKey> key) {
        Instant now = clock.instant();
        sessions.values().removeIf(used -> used.isOver(now));
        if (sessions.size() >= MOST) {
            sessions.remove(sessions.keySet().iterator().next());
        }
        Session session = new Session(secret(), secret(), key);
        sessions.put(hash(session.id()), new Used(session, now, now));
        return session;
    }

    private String secret() {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static String hash(String id) {
        return Sha256.of(id.getBytes(StandardCharsets.UTF_8));
    }

    /** The session of an id, which is used by that; empty if there is none, or it has ended. */
    public Optional<Session> find(String id) {
        Optional<Session> found = used(id);
        if (found.isPresent() && !isOfValidKey(found.get())) {
            close(id);
            return Optional.empty();
        }
        return found;
    }

    private synchronized Optional<Session> used(String id) {
        Instant now = clock.instant();
        String hash = hash(id);
        Used used = sessions.get(hash);
        if (used == null) {
            return Optional.empty();
        }
        if (used.isOver(now)) {
            sessions.remove(hash);
            return Optional.empty();
        }
        sessions.put(hash, new Used(used.session(), used.opened(), now));
        return Optional.of(used.session());
    }

    private boolean isOfValidKey(Session session) {
        return session.key().isPresent() ? keys.find(session.key().get().id()).isPresent() : keys.isEmpty();
    }

    /** Ends a session, if there is one of that id. */
    public synchronized void close(String id) {
        sessions.remove(hash(id));
    }
}
