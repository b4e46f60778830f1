package org.likeness.server.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.FolderLock;
import org.likeness.core.file.OwnerOnly;

/**
 * The audit log of a service, in a file that only grows ({@code docs/formats/server.md}): a line for each entry, with the SHA-256 of the
 * line before. One process at a time has it open. All methods are thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    /** The action of the entry that says that an unfinished line was cut off. */
    public static final String LINE_CUT = "audit-line-cut";

    private static final String NO_REQUEST = "-";

    private final Path file;
    private final Clock clock;
    private final FolderLock lock;
    private final LogStorage storage;

    private final Object writing = new Object();
    private long sequence;
    private String lastHash;
    private volatile long written; // bytes
    private volatile @Nullable String failure; // why nothing can be added any more
    private boolean isClosed;

    private final Object forcing = new Object();
    private long forced; // bytes

    /** Opens what is behind the log. */
    @FunctionalInterface
    interface Opening {
        LogStorage open(Path file, long length) throws IOException;
    }

    private AuditLog(Path file, Clock clock, FolderLock lock, LogStorage storage, End end) {
        this.file = file;
        this.clock = clock;
        this.lock = lock;
        this.storage = storage;
        sequence = end.sequence();
        lastHash = end.hash();
        written = end.position();
    }

    /**
     * Opens a log, or begins one. A line that a killed process did not finish is cut off, and an entry says so. Of the rest, only the first
     * and the last two lines are read: {@link AuditCheck} reads all.
     *
     * @param clock for the times of the entries
     * @throws LikenessException if another process has it open, if it is damaged, or cannot be written
     */
    public static AuditLog open(Path file, Clock clock) {
        return open(file, clock, LogStorage::open);
    }

    static AuditLog open(Path file, Clock clock, Opening opening) {
        Path absolute = file.toAbsolutePath();
        try {
            OwnerOnly.makeFolder(absolute.resolveSibling(""));
            FolderLock lock = FolderLock.ofFile(absolute, Duration.ZERO);
            try {
                return opened(absolute, clock, lock, opening);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "the audit log %s cannot be opened: %s. Check its permissions and its disk",
                            file,
                            e),
                    e);
        }
    }

    private static AuditLog opened(Path file, Clock clock, FolderLock lock, Opening opening) throws IOException {
        if (Files.notExists(file)) {
            byte[] header = AuditLine.header(now(clock));
            AtomicFile.writeForOwner(file, out -> {
                out.write(header);
                out.write('\n');
            });
        }
        End end = end(file);
        LogStorage storage = opening.open(file, end.position());
        try {
            AuditLog log = new AuditLog(file, clock, lock, storage, end);
            if (end.isTorn()) {
                storage.truncate(end.position());
                log.append(AuditEvent.of(NO_REQUEST, LINE_CUT, "done"), true);
            }
            return log;
        } catch (IOException | RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    /**
     * Where a log ends.
     *
     * @param position after the last whole line
     * @param isTorn   whether an unfinished line follows
     * @param sequence of the last entry; 0 if there is none
     * @param hash     of the last line
     */
    private record End(long position, boolean isTorn, long sequence, String hash) {}

    private static End end(Path file) throws IOException {
        try (AuditFile lines = new AuditFile(file)) {
            byte[] header = lines.header();
            long end = lines.end();
            boolean isTorn = end < lines.size();
            long start = lines.afterBreak(end - 1);
            byte[] last = lines.wholeLine(start);
            if (start == 0) {
                return new End(end, isTorn, 0, AuditLine.hash(header));
            }
            long before = lines.afterBreak(start - 1);
            byte[] lineBefore = lines.wholeLine(before);
            AuditLine line = AuditLine.parse(last);
            line.requireAfter(
                    AuditLine.hash(lineBefore),
                    before == 0 ? 0 : AuditLine.parse(lineBefore).entry().sequence());
            return new End(end, isTorn, line.entry().sequence(), AuditLine.hash(last));
        } catch (IllegalArgumentException e) {
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT,
                            "%s is a damaged audit log, or none: %s. Keep it for examination: move it away, and a new log is begun",
                            file,
                            e.getMessage()),
                    e);
        }
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Adds an entry.
     *
     * @param durable whether it is on the disk when the call returns, as is to be for changes; several threads share one force of the
     *                disk. Otherwise it is there with the next durable one, or when the operating system chooses
     * @return the entry
     * @throws LikenessException if it cannot be written; without the entry, what it is about should not be done or not be answered
     */
    public AuditEntry append(AuditEvent event, boolean durable) {
        AuditEntry entry;
        long end;
        synchronized (writing) {
            requireSound();
            entry = AuditEntry.of(sequence + 1, now(clock), event);
            byte[] line = new AuditLine(lastHash, entry).bytes();
            write(line);
            sequence++;
            lastHash = AuditLine.hash(line);
            written += line.length + 1;
            end = written;
        }
        if (durable) {
            force(end);
        }
        return entry;
    }

    private void requireSound() {
        if (failure != null) {
            throw new LikenessException(
                    LikenessException.Kind.UNAVAILABLE,
                    String.format(
                            Locale.ROOT,
                            "the audit log %s takes no more entries: %s. Correct that and restart",
                            file,
                            failure));
        }
    }

    /** A whole line, or nothing. */
    private void write(byte[] line) {
        byte[] ended = Arrays.copyOf(line, line.length + 1);
        ended[line.length] = '\n';
        try {
            storage.append(ended); // at once: a kill between two writes would tear each line
        } catch (IOException e) {
            try {
                storage.truncate(written);
            } catch (IOException unfinished) {
                e.addSuppressed(unfinished);
                failure = String.valueOf(e.getMessage());
            }
            throw unavailable(e);
        }
    }

    /** Group commit: who waits here while another thread forces finds its own entry forced, or forces those of all who wait. */
    private void force(long end) {
        synchronized (forcing) {
            if (forced >= end) {
                return;
            }
            requireSound();
            long upTo = written;
            try {
                storage.force();
            } catch (IOException e) {
                failure = String.valueOf(e.getMessage()); // a second force may report success for pages that are lost
                throw unavailable(e);
            }
            forced = upTo;
        }
    }

    private LikenessException unavailable(IOException e) {
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        "the audit log %s cannot be written: %s. Free some space, or check the disk",
                        file,
                        e.getMessage()),
                e);
    }

    /**
     * Entries, the latest first, for paging.
     *
     * @param count  the most entries
     * @param before the sequence number that they are below; empty for the last ones
     * @throws LikenessException if the file is damaged there, or cannot be read
     */
    public List<AuditEntry> last(int count, Optional<Long> before) {
        return last(file, count, before);
    }

    /**
     * Entries of a log, the latest first, also while a service has it open.
     *
     * @param count  the most entries
     * @param before the sequence number that they are below; empty for the last ones
     * @throws LikenessException if there is no such file, if it is damaged there, or cannot be read
     */
    public static List<AuditEntry> last(Path file, int count, Optional<Long> before) {
        try (AuditFile lines = new AuditFile(file)) {
            return lines.last(count, before);
        } catch (IllegalArgumentException e) {
            throw LikenessException.corrupt(
                    String.format(
                            Locale.ROOT, "%s is a damaged audit log, or none: %s. Check it", file, e.getMessage()),
                    e);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the audit log %s cannot be read: %s. Check its permissions", file, e),
                    e);
        }
    }

    /** Forces what is not on the disk yet, and lets other processes open the log. */
    @Override
    public void close() {
        boolean isSound;
        synchronized (writing) {
            if (isClosed) {
                return;
            }
            isClosed = true;
            isSound = failure == null;
            failure = "it was closed";
        }
        synchronized (forcing) {
            try (lock;
                    storage) {
                if (isSound && forced < written) {
                    storage.force();
                    forced = written;
                }
            } catch (IOException e) {
                throw unavailable(e);
            }
        }
    }
}
