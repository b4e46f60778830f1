package org.likeness.core.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.likeness.core.LikenessException;

/**
 * Prevents other processes, and other threads of this one, from writing into a folder while it is open. The operating system releases the
 * lock when the process ends: a killed process leaves the file but no lock.
 */
public final class FolderLock implements Closeable {
    /** The file that is locked; it stays, since removing it could pull it from under the next one who has opened it. */
    public static final String FILE = ".likeness.lock";

    private static final int LONGEST = 32; // bytes of a process's number

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param folder that is there
     * @throws LikenessException if another one holds it, with the number of its process, or if the folder cannot be locked
     */
    public static FolderLock of(Path folder) {
        try {
            FileChannel channel = FileChannel.open(
                    folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                if (!isTaken(channel)) {
                    throw LikenessException.conflict(String.format(
                            Locale.ROOT,
                            "%s is in use by %s: wait until it ends, stop it, or choose another folder",
                            folder,
                            holder(channel)));
                }
                sign(channel);
                return new FolderLock(channel);
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be locked against other writers: %s. Choose another folder",
                            folder,
                            e.getMessage()),
                    e);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // by this process
        }
    }

    private static void sign(FileChannel channel) throws IOException {
        byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(process), 0);
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer signed = ByteBuffer.allocate(LONGEST);
        channel.read(signed, 0);
        String process = new String(signed.array(), 0, signed.position(), StandardCharsets.US_ASCII);
        return process.matches("[0-9]+") ? "process " + process : "another process";
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw LikenessException.unavailable("a lock cannot be released: " + e.getMessage(), e);
        }
    }
}
