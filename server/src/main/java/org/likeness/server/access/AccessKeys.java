package org.likeness.server.access;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.likeness.core.LikenessException;
import org.likeness.core.file.FolderLock;
import org.likeness.core.file.OwnerOnly;

/**
 * The access keys of a service, in a file ({@code docs/formats/server.md}). All methods are thread-safe, and other processes may change the
 * same file: such a change takes effect within {@link #CHECK_INTERVAL}.
 *
 * <p>Every method throws a {@link LikenessException} if the file is damaged, unreadable, or has vanished: this never counts as a file
 * without keys.
 */
public final class AccessKeys {
    /** How long after a change by another process this object may still answer by the file as it was. */
    public static final Duration CHECK_INTERVAL = Duration.ofMillis(200);

    private static final Duration PATIENCE = Duration.ofSeconds(10); // with another writer, who needs milliseconds
    private static final int MOST_REMEMBERED = 10_000;

    private final Path file;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final KeyDerivation derivation;
    private final SecureRandom random = new SecureRandom();
    private volatile Loaded loaded;

    /**
     * The file as it was read. The remembered tokens belong to it, so that an answer that was begun before a change is not remembered
     * after it.
     */
    private record Loaded(
            Optional<FileStamp> stamp, Map<String, StoredKey> keys, RememberedTokens remembered, long checked) {
        Loaded checkedAt(long now) {
            return new Loaded(stamp, keys, remembered, now);
        }
    }

    /**
     * A new key.
     *
     * @param key   what is known of it
     * @param token what a client shows: {@code likeness_ID_SECRET}. It is to be had here alone
     */
    public record Created(AccessKey key, String token) {
        /** Does not reveal the token. */
        @Override
        public String toString() {
            return "access key " + key.id();
        }
    }

    AccessKeys(Path file, Clock clock, LongSupplier nanoTime, KeyDerivation derivation) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.derivation = derivation;
        loaded = load(new RememberedTokens(random, MOST_REMEMBERED));
    }

    /**
     * Opens the keys of a service.
     *
     * @param file  it need not be there: there are no keys then, and the first one creates it
     * @param clock what says whether a key has expired
     * @throws LikenessException if the file is damaged or cannot be read
     */
    public static AccessKeys open(Path file, Clock clock) {
        return new AccessKeys(file, clock, System::nanoTime, KeyDerivation.PBKDF2);
    }

    /** @param known tokens that were found to be right before; those of keys that have not changed need no slow hash again */
    private Loaded load(RememberedTokens known) {
        long now = nanoTime.getAsLong();
        Optional<FileStamp> stamp =
                FileStamp.of(file); // before the content: a change meanwhile is found at the next check
        Map<String, StoredKey> keys = stamp.isPresent() ? KeysFile.read(file) : Map.of();
        return new Loaded(stamp, keys, known.of(keys), now);
    }

    /** The file as it is, or was a moment ago. */
    private Loaded recent() {
        return nanoTime.getAsLong() - loaded.checked() < CHECK_INTERVAL.toNanos() ? loaded : current();
    }

    /** The file as it is. */
    private synchronized Loaded current() {
        long now = nanoTime.getAsLong();
        Optional<FileStamp> stamp = FileStamp.of(file);
        if (stamp.isEmpty() && loaded.stamp().isPresent()) {
            throw LikenessException.notFound(String.format(
                    Locale.ROOT,
                    "%s has vanished, and with it all access keys: restore it from a copy, or restart and create all keys again",
                    file));
        }
        loaded = stamp.equals(loaded.stamp()) ? loaded.checkedAt(now) : load(loaded.remembered());
        return loaded;
    }

    private synchronized void reload() {
        loaded = load(loaded.remembered());
    }

    /**
     * Creates a key and stores it; it is on the disk when the call returns.
     *
     * @param name      1 to 100 printable characters
     * @param galleries names of galleries; empty for all
     * @param expires   rounded down to seconds; empty for never
     * @throws LikenessException if a value is none that a key can have, or the file cannot be written
     */
    public Created create(String name, Role role, Set<String> galleries, Optional<Instant> expires) {
        AccessToken token = AccessToken.random(random);
        AccessKey key = new AccessKey(
                token.id(),
                name,
                role,
                galleries,
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                expires.map(end -> end.truncatedTo(ChronoUnit.SECONDS)));
        StoredKey stored = new StoredKey(key, SecretHash.of(token.secret(), random, derivation));
        change(keys -> {
            if (keys.putIfAbsent(key.id(), stored) != null) {
                throw new IllegalStateException("60 random bits were drawn a second time");
            }
            return true;
        });
        return new Created(key, token.text());
    }

    /** A change of the keys by their ids. */
    @FunctionalInterface
    private interface Change {
        /** Returns whether there is one. */
        boolean apply(Map<String, StoredKey> keys);
    }

    private boolean change(Change change) {
        try {
            OwnerOnly.makeFolder(file.resolveSibling(""));
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the folder of %s cannot be made: %s. Choose another folder", file, e),
                    e);
        }
        try (FolderLock lock =
                FolderLock.ofFile(file, PATIENCE)) { // without the monitor: tokens are recognized meanwhile
            Map<String, StoredKey> keys = new LinkedHashMap<>(current().keys());
            boolean isChanged = change.apply(keys);
            if (isChanged) {
                KeysFile.write(file, keys);
                reload();
            }
            return isChanged;
        }
    }

    /**
     * The valid key of a token. The first time costs a slow hash, also for an unknown id, so that the time does not tell whether there is
     * such a key; a text that does not have the form of a token costs nothing.
     *
     * @param token what a client shows, of any length
     * @return nothing if it is not the token of a key that is there and has not expired
     */
    public Optional<AccessKey> authenticate(String token) {
        Optional<AccessToken> parts = AccessToken.parse(token);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Loaded now = recent();
        Optional<AccessKey> known = now.remembered().find(token);
        if (known.isEmpty()) {
            Optional<StoredKey> found = compared(now, parts.get());
            found.ifPresent(key -> now.remembered().remember(token, key));
            known = found.map(StoredKey::key);
        }
        return known.filter(key -> key.isValidAt(clock.instant()));
    }

    /**
     * The valid key of a token that was authenticated before, without the slow hash.
     *
     * @return nothing if it was not, or its key has changed since
     */
    public Optional<AccessKey> remembered(String token) {
        return recent().remembered().find(token).filter(key -> key.isValidAt(clock.instant()));
    }

    private Optional<StoredKey> compared(Loaded now, AccessToken token) {
        Optional<StoredKey> stored = Optional.ofNullable(now.keys().get(token.id()));
        SecretHash expected = stored.map(StoredKey::secret).orElse(SecretHash.OF_NOBODY);
        boolean isRight = expected.matches(token.secret(), derivation);
        return stored.filter(found -> isRight);
    }

    /** The key of an id, if it is there and has not expired: for who has shown its token before. */
    public Optional<AccessKey> find(String id) {
        return Optional.ofNullable(recent().keys().get(id))
                .map(StoredKey::key)
                .filter(key -> key.isValidAt(clock.instant()));
    }

    /** All keys in the order of their creation, also those that have expired. */
    public List<AccessKey> list() {
        return current().keys().values().stream().map(StoredKey::key).toList();
    }

    /**
     * Removes a key. Its token is refused from then on: by this object at once, by other processes within {@link #CHECK_INTERVAL}.
     *
     * @return whether there was such a key
     * @throws LikenessException if the file cannot be written
     */
    public boolean revoke(String id) {
        return change(keys -> keys.remove(id) != null);
    }

    /** Whether no key is valid now: there are none, or all have expired. */
    public boolean isEmpty() {
        Instant now = clock.instant();
        return recent().keys().values().stream()
                .noneMatch(stored -> stored.key().isValidAt(now));
    }
}
