package org.likeness.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;

class AuditLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00.123456Z"), ZoneOffset.UTC);
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameAFileInANewFolder() {
        file = folder.resolve("state/audit.jsonl");
    }

    private AuditLog open() {
        return AuditLog.open(file, CLOCK);
    }

    private static AuditEvent event(int number) {
        return AuditEvent.of("r-" + number, "identify", "done");
    }

    private void fill(int count) {
        try (AuditLog log = open()) {
            for (int i = 1; i <= count; i++) {
                log.append(event(i), false);
            }
        }
    }

    private static List<Long> sequences(List<AuditEntry> entries) {
        return entries.stream().map(AuditEntry::sequence).toList();
    }

    /** As docs/formats/server.md has it; the hashes are those of sha256sum. */
    @Test
    void aLineHoldsTheHashOfTheLineBefore() throws IOException {
        try (AuditLog log = open()) {
            log.append(
                    AuditEvent.of("7f3a", "person-forget", "done")
                            .withKey(Optional.of("0123456789ab"))
                            .withGallery(Optional.of("staff"))
                            .withPeople(List.of(17L, 4L))
                            .withAddress(Optional.of("2001:db8::7%eth0")),
                    true);
            log.append(AuditEvent.of("7f3b", "identify", "refused"), false);
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "{\"format\":\"likeness-audit\",\"version\":1,\"created\":\"2026-03-01T12:00:00.123Z\",\"previous\":\"0000000000000000000000000000000000000000000000000000000000000000\"}",
                        "{\"previous\":\"c5fda66fd8b690bf8e33b60e4d8abe771355740136fa01f1ae2c59989a961cc5\",\"sequence\":1,\"time\":\"2026-03-01T12:00:00.123Z\",\"request\":\"7f3a\",\"key\":\"0123456789ab\",\"action\":\"person-forget\",\"gallery\":\"staff\",\"people\":[17,4],\"outcome\":\"done\",\"address\":\"2001:db8::7%eth0\"}",
                        "{\"previous\":\"8f6d931a9bc7aae03eefeb9c3a15cb4c4812a484022766be8c069e85e6b6c63b\",\"sequence\":2,\"time\":\"2026-03-01T12:00:00.123Z\",\"request\":\"7f3b\",\"key\":null,\"action\":\"identify\",\"gallery\":null,\"people\":[],\"outcome\":\"refused\",\"address\":null}");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void itContinuesWhereItEnded() {
        fill(2);
        fill(1);
        AuditCheck check = AuditCheck.of(file);
        assertThat(check.broken()).isEmpty();
        assertThat(check.count()).isEqualTo(3);
        try (AuditLog log = open()) {
            AuditEntry added = log.append(event(4), true);
            assertThat(log.last(1, Optional.empty())).containsExactly(added);
            assertThat(added).isEqualTo(AuditEntry.of(4, Instant.parse("2026-03-01T12:00:00.123Z"), event(4)));
        }
    }

    @Test
    void pagesGoBackFromTheEndOrFromAnEntry() {
        try (AuditLog log = open()) {
            assertThat(log.last(10, Optional.empty())).isEmpty();
            for (int i = 1; i <= 500; i++) { // lines of many lengths, also longer than a block
                List<Long> people =
                        LongStream.range(0, i % 50 == 0 ? 2000 : i % 7).boxed().toList();
                log.append(event(i).withPeople(people), false);
            }
            assertThat(sequences(log.last(3, Optional.empty()))).containsExactly(500L, 499L, 498L);
            List<AuditEntry> all = log.last(1000, Optional.empty());
            assertThat(all).hasSize(500);
            for (long before = 1; before <= 501; before++) {
                int skipped = (int) (501 - before);
                assertThat(log.last(2, Optional.of(before)))
                        .as("before %d", before)
                        .isEqualTo(all.subList(skipped, Math.min(500, skipped + 2)));
            }
            assertThat(log.last(1, Optional.of(Long.MAX_VALUE))).isEqualTo(all.subList(0, 1));
            assertThat(log.last(1, Optional.of(Long.MIN_VALUE))).isEmpty();
            assertThat(log.last(0, Optional.empty())).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 10_000})
    void aLineThatAKillToreIsCutOffAndThatIsLogged(int torn) throws IOException {
        fill(3);
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "{" + "x".repeat(torn - 1), StandardOpenOption.APPEND);
        assertThat(AuditCheck.of(file).isUnfinished()).isTrue();
        assertThat(AuditCheck.of(file).broken()).isEmpty();
        assertThat(sequences(AuditLog.last(file, 9, Optional.empty()))).containsExactly(3L, 2L, 1L);
        try (AuditLog log = open()) {
            AuditEntry cut = log.last(1, Optional.empty()).get(0);
            assertThat(cut.sequence()).isEqualTo(4);
            assertThat(cut.action()).isEqualTo(AuditLog.LINE_CUT);
            assertThat(cut.request()).isEqualTo("-");
            log.append(event(5), true);
        }
        assertThat(Files.readAllBytes(file)).startsWith(whole);
        AuditCheck check = AuditCheck.of(file);
        assertThat(check.count()).isEqualTo(5);
        assertThat(check.broken()).isEmpty();
        assertThat(check.isUnfinished()).isFalse();
    }

    @Test
    void whateverElseIsWrongAtItsEndsIsRefused() throws IOException {
        fill(3);
        String whole = Files.readString(file);
        String last = whole.substring(whole.lastIndexOf('{'));
        List<String> damaged = List.of(
                "",
                "{}\n",
                "some text",
                "some\ntext\n",
                whole.substring(whole.indexOf('\n') + 1),
                whole.replace("likeness-audit", "another"),
                whole.replace("\"version\":1,", ""),
                whole.replace(AuditLine.START, "1".repeat(64)),
                whole + "\n",
                whole + last,
                whole + "\0\0\0\n",
                whole.replace("r-2", "r-9"),
                whole.replace("\"sequence\":3", "\"sequence\":4"),
                whole.replace(last, last.replace("r-3", "")),
                whole.replace(last, last.replace("\"action\"", "\"picture\":\"\",\"action\"")),
                whole.replace(last, last.replace("[]", "[null]")),
                whole.replace(last, last.replace("2026-03-01T", "")),
                whole + "x".repeat(300_000));
        for (String content : damaged) {
            assertThat(content).isNotEqualTo(whole);
            Files.writeString(file, content);
            assertThatThrownBy(this::open)
                    .as(content)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(file + " is a damaged audit log, or none: ")
                    .hasMessageContaining("move it away, and a new log is begun");
            assertThat(file).as("left as it is").hasContent(content);
        }
        Files.writeString(file, whole.replace("\"version\":1", "\"version\":2"));
        assertThatThrownBy(this::open)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("version 1 is expected");
        Files.writeString(file, whole);
        open().close();
    }

    @Test
    void pagesOfADamagedOrMissingLogAreErrors() throws IOException {
        assertThatThrownBy(() -> AuditLog.last(file, 1, Optional.empty()))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such audit log");
        fill(2);
        Files.writeString(file, "no entry\n", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> AuditLog.last(file, 1, Optional.empty()))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("damaged");
        Files.writeString(file, "{}");
        assertThatThrownBy(() -> AuditLog.last(file, 1, Optional.empty()))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("it has no whole line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Ann Lee",
                "ann\n",
                "a\"b",
                "äöü",
                "-a",
                "data:image/png;base64,AAAA",
                "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcde"
            })
    void noNameAndNoPictureFitsIn(String text) {
        assertThatThrownBy(() -> AuditEvent.of("r", text, "done")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AuditEvent.of("r", "identify", text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event(1).withGallery(Optional.of(text))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> event(1).withKey(Optional.of(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idsOfRequestsAndAddressesAreShortAndVisible() {
        for (String text : List.of("", "a b", "a\n", "é", "x".repeat(101))) {
            assertThatThrownBy(() -> AuditEvent.of(text, "identify", "done"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> event(1).withAddress(Optional.of(text)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void theLongestEntryIsReadAgain() {
        List<Long> people = LongStream.range(0, AuditEvent.MOST_PEOPLE)
                .map(i -> Long.MIN_VALUE + i)
                .boxed()
                .toList();
        assertThatThrownBy(() -> event(1).withPeople(LongStream.rangeClosed(0, AuditEvent.MOST_PEOPLE)
                        .boxed()
                        .toList()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 10,000");
        for (int i = 0; i < 2; i++) {
            try (AuditLog log = open()) {
                AuditEntry entry = log.append(
                        AuditEvent.of("~".repeat(100), "a".repeat(64), "b".repeat(64))
                                .withGallery(Optional.of("c".repeat(64)))
                                .withPeople(people),
                        true);
                assertThat(log.last(1, Optional.empty())).containsExactly(entry);
            }
        }
        assertThat(AuditCheck.of(file).broken()).isEmpty();
    }

    @Test
    void eightThreadsAppendAWholeChain() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AuditLog log = open()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = 1000 * thread;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < 100; i++) {
                        AuditEntry entry = log.append(event(first + i), i % 10 == 0);
                        assertThat(log.last(1, Optional.of(entry.sequence() + 1)))
                                .containsExactly(entry);
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }
        AuditCheck check = AuditCheck.of(file);
        assertThat(check.broken()).isEmpty();
        assertThat(check.count()).isEqualTo(THREADS * 100);
        assertThat(AuditLog.last(file, THREADS * 100, Optional.empty()).stream().map(AuditEntry::request))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, THREADS * 100)
                        .mapToObj(i -> "r-" + (1000 * (i / 100) + i % 100))
                        .toList());
    }

    /** A disk that counts, and that can be slow or full. */
    private static final class TestDisk implements LogStorage {
        private final LogStorage disk;
        private final AtomicInteger appends = new AtomicInteger();
        private final AtomicInteger forces = new AtomicInteger();
        private final CountDownLatch inForce = new CountDownLatch(1);
        private final CountDownLatch mayForce = new CountDownLatch(1);
        private final AtomicBoolean isFull = new AtomicBoolean();
        private final AtomicBoolean isBroken = new AtomicBoolean();

        TestDisk(LogStorage disk) {
            this.disk = disk;
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            if (isFull.get()) {
                disk.append("half a li".getBytes(StandardCharsets.US_ASCII));
                throw new IOException("No space left on device");
            }
            disk.append(bytes);
            appends.incrementAndGet();
        }

        @Override
        public void force() throws IOException {
            forces.incrementAndGet();
            inForce.countDown();
            try {
                mayForce.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            if (isBroken.get()) {
                throw new IOException("Input/output error");
            }
            disk.force();
        }

        @Override
        public void truncate(long length) throws IOException {
            if (isBroken.get()) {
                throw new IOException("Input/output error");
            }
            disk.truncate(length);
        }

        @Override
        public void close() throws IOException {
            disk.close();
        }
    }

    private AuditLog open(List<TestDisk> disk) {
        return AuditLog.open(file, CLOCK, (path, length) -> {
            disk.add(new TestDisk(LogStorage.open(path, length)));
            return disk.get(0);
        });
    }

    @Test
    void threadsThatWaitShareOneForce() throws Exception {
        List<TestDisk> disks = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (AuditLog log = open(disks)) {
            TestDisk disk = disks.get(0);
            List<Future<?>> writers = new ArrayList<>();
            writers.add(threads.submit(() -> log.append(event(0), true)));
            disk.inForce.await();
            for (int i = 1; i < THREADS; i++) {
                AuditEvent event = event(i);
                writers.add(threads.submit(() -> log.append(event, true)));
            }
            while (disk.appends.get() < THREADS) {
                Thread.sleep(1);
            }
            log.append(event(THREADS), false); // does not wait
            assertThat(writers).noneMatch(Future::isDone);
            disk.mayForce.countDown();
            for (Future<?> writer : writers) {
                writer.get();
            }
            assertThat(disk.forces).hasValue(2);
        } finally {
            threads.shutdownNow();
        }
        assertThat(disks.get(0).forces)
                .as("what was not durable was, when it was written before the second force")
                .hasValue(2);
    }

    @Test
    void closingForcesWhatIsNotDurable() {
        List<TestDisk> disks = new ArrayList<>();
        try (AuditLog log = open(disks)) {
            disks.get(0).mayForce.countDown();
            log.append(event(1), false);
            assertThat(disks.get(0).forces).hasValue(0);
            log.close();
            assertThat(disks.get(0).forces).hasValue(1);
            assertThatThrownBy(() -> log.append(event(2), false))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("it was closed");
        }
    }

    @Test
    void aFullDiskLeavesNoHalfLineAndTheLogGoesOn() {
        List<TestDisk> disks = new ArrayList<>();
        try (AuditLog log = open(disks)) {
            disks.get(0).mayForce.countDown();
            log.append(event(1), true);
            disks.get(0).isFull.set(true);
            assertThatThrownBy(() -> log.append(event(2), true))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("No space left on device");
            disks.get(0).isFull.set(false);
            assertThat(log.append(event(3), true).sequence()).isEqualTo(2);
        }
        AuditCheck check = AuditCheck.of(file);
        assertThat(check.broken()).isEmpty();
        assertThat(check.isUnfinished()).isFalse();
        assertThat(check.count()).isEqualTo(2);
    }

    /** After a failed force, nobody knows what is on the disk. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrokenDiskEndsTheLog(boolean isForced) {
        List<TestDisk> disks = new ArrayList<>();
        try (AuditLog log = open(disks)) {
            TestDisk disk = disks.get(0);
            disk.mayForce.countDown();
            log.append(event(1), true);
            disk.isBroken.set(true);
            disk.isFull.set(!isForced);
            assertThatThrownBy(() -> log.append(event(2), true)).isInstanceOf(LikenessException.class);
            disk.isBroken.set(false);
            disk.isFull.set(false);
            assertThatThrownBy(() -> log.append(event(3), false))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("takes no more entries");
        }
        open().close();
        assertThat(AuditCheck.of(file).broken()).isEmpty();
    }

    @Test
    void anInterruptOfOneThreadDoesNotCloseTheLog() throws Exception {
        try (AuditLog log = open()) {
            Thread interrupted = new Thread(() -> {
                Thread.currentThread().interrupt();
                log.append(event(1), true);
            });
            interrupted.start();
            interrupted.join();
            assertThat(log.append(event(2), true).sequence()).isEqualTo(2);
        }
    }

    /** Opens a log in a process of its own, and waits. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] arguments) throws IOException {
            try (AuditLog log = AuditLog.open(Path.of(arguments[0]), Clock.systemUTC())) {
                log.append(event(1), true);
                System.out.println("open");
                System.exit(System.in.read());
            }
        }
    }

    @Test
    void twoProcessesDoNotAppendToOneFileButBothCanRead() throws Exception {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = holder.inputReader()) {
            assertThat(said.readLine()).isEqualTo("open");
            assertThatThrownBy(this::open)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(String.format(Locale.ROOT, "is in use by process %d", holder.pid()));
            assertThat(AuditLog.last(file, 9, Optional.empty())).hasSize(1);
            assertThat(AuditCheck.of(file).count()).isEqualTo(1);
        } finally {
            holder.destroyForcibly().waitFor();
        }
        try (AuditLog log = open()) {
            AuditCheck.of(file); // closes the file that it reads, and does not release the lock with it
            assertThatThrownBy(this::open).isInstanceOf(LikenessException.class).hasMessageContaining("is in use");
            assertThat(log.append(event(2), true).sequence()).isEqualTo(2);
        }
    }
}
