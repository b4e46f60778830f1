package org.likeness.core.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.likeness.core.LikenessException;

/**
 * Writes a file atomically: to a temporary file in the same folder, forced to disk, then renamed. Temporary files of killed processes are
 * removed when the same file is written again: each process holds a lock on its own, which the operating system releases when the process
 * ends.
 */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** What is written. */
    @FunctionalInterface
    public interface Content {
        /** Writes everything; the stream is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces or makes the file; its folder is made where it is missing.
     *
     * @throws LikenessException if it cannot be written, with the reason; an earlier file is then as it was
     */
    public static void write(Path target, Content content) {
        write(target, content, new FileAttribute<?>[0]);
    }

    /**
     * As {@link #write(Path, Content)}, and only the owner of the file can read and write it, as far as the file system has owners.
     *
     * @throws LikenessException if it cannot be written, with the reason; an earlier file is then as it was
     */
    public static void writeForOwner(Path target, Content content) {
        write(target, content, OwnerOnly.file(target));
    }

    private static void write(Path target, Content content, FileAttribute<?>[] attributes) {
        Path absolute = target.toAbsolutePath();
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) { // a device would be replaced by a file
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%s cannot be written: it is a folder or a device. Choose another path", target));
        }
        Path temporary = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                sweep(absolute);
                if (attributes.length > 0) { // a file that is there keeps its own
                    Files.deleteIfExists(temporary);
                    Files.createFile(temporary, attributes);
                }
                writeAndForce(temporary, content);
                Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                forceFolder(folder);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(
                            Locale.ROOT,
                            "%s cannot be written: %s. Free some space or choose another path",
                            target,
                            reason(e)),
                    e);
        }
    }

    /**
     * Replaces or makes a UTF-8 text file.
     *
     * @throws LikenessException if it cannot be written, with the reason
     */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeAndForce(Path temporary, Content content) throws IOException {
        try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            lock(file.getChannel());
            OutputStream buffered = new BufferedOutputStream(file, BUFFER);
            content.writeTo(buffered);
            buffered.flush();
            file.getFD().sync();
        }
    }

    /** The new name is kept through a power cut, too. Not every system can force a folder. */
    private static void forceFolder(@Nullable Path folder) {
        if (folder == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // The file itself is on the disk.
        }
    }

    /** Where locks are not to be had, what a killed process leaves stays. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another thread of this process
        } catch (IOException e) {
            return null;
        }
    }

    /** Deletes what dead processes have left of earlier attempts to write the same file. */
    private static void sweep(Path target) throws IOException {
        Pattern temporary = Pattern.compile(Pattern.quote(target.getFileName() + ".") + "(\\d{1,18})\\.tmp");
        List<Path> left;
        try (Stream<Path> beside = Files.list(target.getParent())) {
            left = beside.filter(path -> isAbandoned(temporary.matcher(String.valueOf(path.getFileName())))
                            && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return; // a folder may be written to and not be listed
        }
        for (Path path : left) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                if (lock(channel) != null) { // a process of another container may have that number, too
                    Files.deleteIfExists(path);
                }
            } catch (IOException e) {
                // It may be gone meanwhile, or another user's.
            }
        }
    }

    private static boolean isAbandoned(Matcher name) {
        return name.matches() && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty();
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        if (e instanceof FileSystemException file && file.getReason() == null || message == null) {
            return e.getClass().getSimpleName() + (message == null ? "" : " " + message); // the message is a path alone
        }
        return message;
    }
}
