package org.likeness.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.file.FolderLock;

class AccessKeysTest {
    private static final Set<String> ALL = Set.of();
    private static final Optional<Instant> NEVER = Optional.empty();

    @TempDir
    private Path folder;

    private final SteppedClock clock = new SteppedClock();
    private final AtomicInteger hashes = new AtomicInteger();
    private Path file;

    @BeforeEach
    void nameAFileInANewFolder() {
        file = folder.resolve("state/keys.json");
    }

    /** Keys that count the slow hashes. */
    private AccessKeys open() {
        return new AccessKeys(file, clock, clock::nanoTime, (secret, salt, iterations) -> {
            hashes.incrementAndGet();
            return KeyDerivation.PBKDF2.derive(secret, salt, 1);
        });
    }

    private int hashesOf(Runnable action) {
        int before = hashes.get();
        action.run();
        return hashes.get() - before;
    }

    @Test
    void aCreatedKeyIsRecognizedByItsTokenAlsoByAnotherProgram() {
        AccessKeys keys = AccessKeys.open(file, clock);
        assertThat(keys.list()).isEmpty();
        assertThat(keys.isEmpty()).isTrue();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, Set.of("staff", "guests"), NEVER);
        assertThat(door.token()).matches("likeness_" + door.key().id() + "_[A-Za-z0-9_-]{43}");
        assertThat(door.toString()).doesNotContain(door.token());
        assertThat(door.key().created()).isEqualTo(clock.instant());
        for (AccessKeys any : List.of(keys, AccessKeys.open(file, clock))) {
            assertThat(any.authenticate(door.token())).contains(door.key());
            assertThat(any.authenticate(door.token())).as("remembered").contains(door.key());
            assertThat(any.list()).containsExactly(door.key());
            assertThat(any.isEmpty()).isFalse();
        }
    }

    @Test
    void anotherSecretIsRefused() {
        AccessKeys keys = open();
        String token = keys.create("door", Role.VERIFY, ALL, NEVER).token();
        String other = keys.create("gate", Role.VERIFY, ALL, NEVER).token();
        String mixed = token.substring(0, 22) + other.substring(22);
        assertThat(keys.authenticate(mixed)).isEmpty();
        assertThat(keys.authenticate(mixed)).isEmpty();
        for (int i = 22; i < token.length(); i++) { // each character counts
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            assertThat(keys.authenticate(token.substring(0, i) + changed + token.substring(i + 1)))
                    .isEmpty();
        }
    }

    @Test
    void anUnknownIdCostsAsManyHashesAsAWrongSecretAndAMalformedTokenNone() {
        AccessKeys keys = open();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        AccessKeys.Created brief = keys.create(
                "brief", Role.VERIFY, ALL, Optional.of(clock.instant().plusSeconds(5)));
        clock.advance(Duration.ofSeconds(5));
        String secret = "A".repeat(43);
        assertThat(hashesOf(() -> assertThat(
                                keys.authenticate("likeness_" + door.key().id() + "_" + secret))
                        .isEmpty()))
                .as("wrong secret")
                .isEqualTo(1);
        assertThat(hashesOf(() -> assertThat(keys.authenticate("likeness_000000000000_" + secret))
                        .isEmpty()))
                .as("unknown id")
                .isEqualTo(1);
        assertThat(hashesOf(() -> assertThat(keys.authenticate(brief.token())).isEmpty()))
                .as("expired")
                .isEqualTo(1);
        for (String malformed : List.of(
                "",
                "likeness",
                door.token() + "A",
                door.token().substring(1),
                door.token().toUpperCase(Locale.ROOT),
                door.token().replace('_', ' '),
                "likeness_" + "l".repeat(12) + "_" + secret,
                "likeness_000000000000_" + "é".repeat(43),
                "x".repeat(10_000_000))) {
            assertThat(hashesOf(() -> assertThat(keys.authenticate(malformed)).isEmpty()))
                    .isZero();
        }
    }

    @Test
    void aTokenIsHashedOnceAndAgainWhenItsKeyHasChanged() throws IOException {
        AccessKeys keys = open();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        assertThat(hashesOf(() -> {
                    for (int i = 0; i < 10; i++) {
                        assertThat(keys.authenticate(door.token())).contains(door.key());
                        clock.advance(Duration.ofMinutes(1));
                    }
                }))
                .isEqualTo(1);
        AccessKeys.Created gate = open().create("gate", Role.VERIFY, ALL, NEVER);
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(hashesOf(() -> assertThat(keys.authenticate(door.token())).contains(door.key())))
                .as("another key was created")
                .isZero();
        keys.revoke(gate.key().id());
        assertThat(keys.remembered(door.token())).as("another key was revoked").contains(door.key());
        Files.writeString(file, Files.readString(file).replace("\"door\"", "\"back door\""));
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(keys.remembered(door.token())).isEmpty();
        assertThat(hashesOf(() -> assertThat(keys.authenticate(door.token()))
                        .map(AccessKey::name)
                        .contains("back door")))
                .isEqualTo(1);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceHereAndSoonByOthers() {
        AccessKeys here = open();
        AccessKeys there = open();
        AccessKeys.Created door = here.create("door", Role.VERIFY, ALL, NEVER);
        AccessKeys.Created gate = here.create("gate", Role.VERIFY, ALL, NEVER);
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(there.authenticate(door.token())).contains(door.key());
        assertThat(here.revoke(door.key().id())).isTrue();
        assertThat(here.authenticate(door.token())).isEmpty();
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(there.authenticate(door.token())).isEmpty();
        assertThat(there.authenticate(gate.token())).contains(gate.key());
        assertThat(there.list()).containsExactly(gate.key());
        assertThat(here.revoke(door.key().id())).isFalse();
        assertThat(here.revoke("no id")).isFalse();
    }

    /** What was read before a key was revoked does not bring it back. */
    @Test
    void anAnswerThatWasBegunBeforeTheRevocationIsNotRemembered() {
        AccessKeys keys = open();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        AtomicReference<Runnable> duringTheHash = new AtomicReference<>(() -> {});
        AccessKeys slow = new AccessKeys(file, clock, clock::nanoTime, (secret, salt, iterations) -> {
            duringTheHash.getAndSet(() -> {}).run();
            return KeyDerivation.PBKDF2.derive(secret, salt, 1);
        });
        duringTheHash.set(() -> slow.revoke(door.key().id()));
        assertThat(slow.authenticate(door.token()))
                .as("it was valid when the request came")
                .contains(door.key());
        assertThat(slow.authenticate(door.token())).isEmpty();
    }

    @Test
    void aKeyIsValidUntilTheInstantAtWhichItExpires() {
        AccessKeys keys = open();
        Instant end = clock.instant().plus(Duration.ofDays(90));
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, Optional.of(end.plusMillis(999)));
        assertThat(door.key().expires()).contains(end);
        clock.advance(Duration.ofDays(90).minusSeconds(1));
        assertThat(keys.authenticate(door.token())).contains(door.key());
        assertThat(keys.isEmpty()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(keys.authenticate(door.token())).isEmpty();
        assertThat(keys.isEmpty()).isTrue();
        assertThat(keys.list()).as("shown until it is revoked").containsExactly(door.key());
        assertThatThrownBy(() -> keys.create("late", Role.VERIFY, ALL, Optional.of(end)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("a time after 2026-05-30T12:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFY, VERIFY",
        "IDENTIFY, VERIFY IDENTIFY",
        "ENROLL, VERIFY IDENTIFY ENROLL",
        "ADMINISTER, VERIFY IDENTIFY ENROLL ADMINISTER"
    })
    void rolesIncludeThoseBeforeThem(Role role, String included) {
        List<String> found = new ArrayList<>();
        for (Role other : Role.values()) {
            if (role.includes(other)) {
                found.add(other.name());
            }
        }
        assertThat(String.join(" ", found)).isEqualTo(included);
    }

    @Test
    void aKeyIsForItsGalleriesOrForAll() {
        AccessKeys keys = open();
        AccessKey some = keys.create("door", Role.VERIFY, Set.of("staff", "b.1_2-3"), NEVER)
                .key();
        assertThat(some.mayUse("staff")).isTrue();
        assertThat(some.mayUse("b.1_2-3")).isTrue();
        assertThat(some.mayUse("staf")).isFalse();
        assertThat(some.galleries()).containsExactly("b.1_2-3", "staff");
        assertThat(keys.create("all", Role.VERIFY, ALL, NEVER).key().mayUse("any"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Staff", "a/b", "..", ".hidden", "staff room", "stäff", "a\n"})
    void namesThatNoGalleryHasAreRefused(String gallery) {
        AccessKeys keys = open();
        assertThatThrownBy(() -> keys.create("door", Role.VERIFY, Set.of(gallery), NEVER))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not the name of a gallery");
        assertThat(file).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb", "a\tb", "\u202eabc", "\u001b[31m"})
    void namesThatCannotBeShownAreRefused(String name) {
        AccessKeys keys = open();
        assertThatThrownBy(() -> keys.create(name, Role.VERIFY, ALL, NEVER))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("1 to 100 printable characters");
    }

    @Test
    void aNameHasAtMostAHundredCharacters() {
        AccessKeys keys = open();
        String longest = "🚪".repeat(100);
        assertThat(keys.create(longest, Role.VERIFY, ALL, NEVER).key().name()).isEqualTo(longest);
        assertThatThrownBy(() -> keys.create(longest + "x", Role.VERIFY, ALL, NEVER))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("1 to 100 printable characters");
    }

    @Test
    void theFileHoldsNoSecretAndIsForItsOwner() throws IOException {
        AccessKeys keys = AccessKeys.open(file, clock);
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        AccessKeys.Created gate = keys.create("gate", Role.VERIFY, ALL, NEVER);
        String content = Files.readString(file);
        assertThat(content)
                .contains(door.key().id(), "\"format\" : \"likeness-access-keys\"", "\"version\" : 1")
                .doesNotContain(door.token().substring(22), gate.token().substring(22));
        assertThat(content.lines().filter(line -> line.contains("\"salt\"")).distinct())
                .as("each has its own salt")
                .hasSize(2);
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(file.getParent()))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** The number of iterations can grow: each key keeps its own. */
    @Test
    void theIterationsOfTheFileCount() throws IOException {
        AccessKeys.Created door = AccessKeys.open(file, clock).create("door", Role.VERIFY, ALL, NEVER);
        String content = Files.readString(file);
        assertThat(content).contains("\"iterations\" : 10000");
        Files.writeString(file, content.replace("\"iterations\" : 10000", "\"iterations\" : 10001"));
        assertThat(AccessKeys.open(file, clock).authenticate(door.token())).isEmpty();
    }

    /** RFC 7914, §11, has test vectors of this function. */
    @Test
    void theHashIsThatOfTheStandard() {
        byte[] hash = KeyDerivation.PBKDF2.derive("passwd", "salt".getBytes(StandardCharsets.US_ASCII), 1);
        assertThat(HexFormat.of().formatHex(hash))
                .isEqualTo("55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc");
    }

    @Test
    void aDamagedFileIsAnErrorAndNotAFileWithoutKeys() throws IOException {
        AccessKeys keys = open();
        String token = keys.create("door", Role.VERIFY, Set.of("staff"), NEVER).token();
        String whole = Files.readString(file);
        List<String> damaged = new ArrayList<>(List.of(
                "",
                "{}",
                "[]",
                "null",
                whole.substring(0, whole.length() / 2),
                whole + "x",
                whole.replace("likeness-access-keys", "another"),
                whole.replace("\"version\" : 1", "\"version\" : 0"),
                whole.replace("\"verify\"", "\"watch\""),
                whole.replace("\"staff\"", "\"Staff\""),
                whole.replace("\"staff\"", "null"),
                whole.replace("\"role\" : \"verify\",", ""),
                whole.replace("\"role\"", "\"more\" : 1, \"role\""),
                whole.replace("\"role\"", "\"name\" : \"twice\", \"role\""),
                whole.replace("\"door\"", "\"\\u202e\""),
                whole.replace("T12:00:00Z", ""),
                whole.replace("10000", "1"),
                whole.replace("10000", "2000000000"),
                whole.replaceFirst("\"hash\" : \"..", "\"hash\" : \""),
                whole.replaceFirst("\"salt\" : \"..", "\"salt\" : \"!!")));
        int entry = whole.indexOf('{', 1);
        String one = whole.substring(entry, whole.indexOf('}', entry) + 1);
        damaged.add(whole.replace(one, one + "," + one));
        for (String field : List.of("id", "name", "role", "galleries", "created", "iterations", "salt", "hash")) {
            damaged.add(whole.replaceFirst("\"" + field + "\" : [^,\n]+", "\"" + field + "\" : null"));
        }
        for (String content : damaged) {
            assertThat(content).isNotEqualTo(whole);
            Files.writeString(file, content);
            clock.advance(AccessKeys.CHECK_INTERVAL);
            for (Callable<?> action : List.<Callable<?>>of(
                    this::open,
                    keys::isEmpty,
                    keys::list,
                    () -> keys.authenticate(token),
                    () -> keys.revoke("000000000000"),
                    () -> keys.create("gate", Role.VERIFY, ALL, NEVER))) {
                assertThatThrownBy(action::call)
                        .as(content)
                        .isInstanceOf(LikenessException.class)
                        .hasMessageContaining(file + " is damaged: ")
                        .hasMessageContaining("Restore it from a copy");
            }
            assertThat(file).as("left as it is").hasContent(content);
        }
        Files.writeString(file, whole);
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThat(keys.authenticate(token)).as("repaired").isPresent();
    }

    @Test
    void aFileOfALaterVersionAndAFolderAreRefused() throws IOException {
        AccessKeys keys = open();
        keys.create("door", Role.VERIFY, ALL, NEVER);
        Files.writeString(file, Files.readString(file).replace("\"version\" : 1", "\"version\" : 2, \"more\" : 0"));
        assertThatThrownBy(this::open)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("version 1 is expected");
        Files.delete(file);
        Files.createDirectory(file);
        assertThatThrownBy(this::open).isInstanceOf(LikenessException.class).hasMessageContaining("is a folder");
    }

    @Test
    void aFileThatVanishesIsNotAFileWithoutKeys() throws IOException {
        AccessKeys keys = open();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        Files.delete(file);
        clock.advance(AccessKeys.CHECK_INTERVAL);
        assertThatThrownBy(keys::isEmpty).isInstanceOf(LikenessException.class).hasMessageContaining("has vanished");
        assertThatThrownBy(() -> keys.authenticate(door.token())).isInstanceOf(LikenessException.class);
        assertThatThrownBy(() -> keys.create("gate", Role.VERIFY, ALL, NEVER)).isInstanceOf(LikenessException.class);
    }

    @Test
    void tokensAreRecognizedWhileAChangeWaitsForAnotherWriter() throws Exception {
        AccessKeys keys = open();
        AccessKeys.Created door = keys.create("door", Role.VERIFY, ALL, NEVER);
        FutureTask<AccessKeys.Created> gate = new FutureTask<>(() -> keys.create("gate", Role.VERIFY, ALL, NEVER));
        try (FolderLock other = FolderLock.ofFile(file, Duration.ZERO)) {
            Thread waiting = new Thread(gate);
            waiting.start();
            while (waiting.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            clock.advance(AccessKeys.CHECK_INTERVAL);
            assertThat(keys.authenticate(door.token())).contains(door.key());
            assertThat(gate.isDone()).isFalse();
        }
        assertThat(keys.authenticate(gate.get().token())).contains(gate.get().key());
    }

    @Test
    void threadsWithTheirOwnObjectsLoseNoKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                String name = "thread " + i;
                AccessKeys own = open();
                writers.add(threads.submit(() -> {
                    for (int k = 0; k < 5; k++) {
                        AccessKeys.Created kept = own.create(name, Role.VERIFY, ALL, NEVER);
                        AccessKeys.Created removed = own.create(name, Role.VERIFY, ALL, NEVER);
                        assertThat(own.authenticate(kept.token())).contains(kept.key());
                        assertThat(own.revoke(removed.key().id())).isTrue();
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(open().list()).hasSize(20);
        try (var files = Files.list(file.getParent())) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.json", ".keys.json.lock");
        }
    }

    /** Creates keys in a process of its own. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            AccessKeys keys = AccessKeys.open(Path.of(arguments[0]), Clock.systemUTC());
            for (int i = 0; i < 5; i++) {
                keys.create("other process", Role.VERIFY, ALL, NEVER);
            }
        }
    }

    @Test
    void twoProcessesLoseNoKey() throws Exception {
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        AccessKeys keys = open();
        int own = 0;
        do { // until the other one has ended, so that both write at the same time
            AccessKeys.Created created = keys.create("this process", Role.VERIFY, ALL, NEVER);
            assertThat(keys.authenticate(created.token())).contains(created.key());
            own++;
            Thread.sleep(30); // its attempts are 10 ms apart
        } while (other.isAlive() && own < 2000);
        assertThat(other.waitFor()).isZero();
        assertThat(keys.list()).hasSize(own + 5);
    }
}
