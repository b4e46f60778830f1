package org.likeness.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.likeness.core.LikenessException;

/**
 * Prevents other processes, and other threads of this one, from writing into a folder, or to one file of it, while it is open. The operating
 * system releases the lock when the process ends: a killed process leaves the file but no lock.
 */
public final class FolderLock implements Closeable {
    /** The file that is locked; it stays, since removing it could pull it from under the next one who has opened it. */
    public static final String FILE = ".likeness.lock";

    private static final int LONGEST = 32; // bytes of a process's number
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

    /**
     * The locks of this process. Such a file must not be opened a second time: on POSIX systems, closing it anywhere in a process releases
     * the locks that the process has on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path locked;
    private final FileChannel channel;

    private FolderLock(Path locked, FileChannel channel) {
        this.locked = locked;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder.
     *
     * @param folder that is there
     * @throws LikenessException if another one holds it, with the number of its process, or if the folder cannot be locked
     */
    public static FolderLock of(Path folder) {
        try {
            Path locked = folder.toRealPath().resolve(FILE);
            Optional<FolderLock> lock = attempt(locked);
            if (lock.isPresent()) {
                return lock.get();
            }
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s is in use by %s: wait until it ends, stop it, or choose another folder",
                    folder,
                    holder(locked)));
        } catch (IOException e) {
            throw unavailable(folder, e);
        }
    }

    /**
     * Takes the lock of one file, which is {@code .NAME.lock} beside it. It is independent of that of the folder and of the other files.
     *
     * @param file     its folder is there; it need not be
     * @param patience how long to wait for another one
     * @throws LikenessException if another one holds it after that time, with the number of its process, or if the file cannot be locked
     */
    public static FolderLock ofFile(Path file, Duration patience) {
        Path absolute = file.toAbsolutePath();
        Path folder = absolute.resolveSibling("");
        try {
            Path locked = folder.toRealPath().resolve("." + absolute.getFileName() + ".lock");
            long start = System.nanoTime();
            Optional<FolderLock> lock = attempt(locked);
            while (lock.isEmpty() && System.nanoTime() - start < patience.toNanos()) {
                Thread.sleep(BETWEEN_ATTEMPTS.toMillis());
                lock = attempt(locked);
            }
            if (lock.isPresent()) {
                return lock.get();
            }
            throw LikenessException.conflict(String.format(
                    Locale.ROOT, "%s is in use by %s: wait until it ends, or stop it", file, holder(locked)));
        } catch (IOException e) {
            throw unavailable(folder, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s was not locked: the thread was interrupted", file), e);
        }
    }

    private static LikenessException unavailable(Path folder, IOException e) {
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        "%s cannot be locked against other writers: %s. Choose another folder",
                        folder,
                        e.getMessage()),
                e);
    }

    /** Nothing if another one has it. */
    private static Optional<FolderLock> attempt(Path locked) throws IOException {
        if (!HELD.add(locked)) {
            return Optional.empty();
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    locked, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            taken = channel.tryLock() != null;
            if (!taken) {
                return Optional.empty();
            }
            sign(channel);
            return Optional.of(new FolderLock(locked, channel));
        } catch (IOException e) {
            taken = false;
            throw e;
        } finally {
            if (!taken) {
                if (channel != null) {
                    channel.close();
                }
                HELD.remove(locked);
            }
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(process), 0);
    }

    /** Who has a lock that was not to be had. */
    private static String holder(Path locked) throws IOException {
        if (HELD.contains(locked)) {
            return "process " + ProcessHandle.current().pid();
        }
        byte[] signed;
        try (InputStream in = Files.newInputStream(locked)) {
            signed = in.readNBytes(LONGEST);
        }
        String process = new String(signed, StandardCharsets.US_ASCII);
        return process.matches("[0-9]+") ? "process " + process : "another process";
    }

    @Override
    public synchronized void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw LikenessException.unavailable("a lock cannot be released: " + e.getMessage(), e);
        } finally {
            HELD.remove(locked);
        }
    }
}
