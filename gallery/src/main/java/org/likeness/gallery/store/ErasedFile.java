package org.likeness.gallery.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.UUID;
import org.likeness.core.LikenessException;

/**
 * Overwrites the file of a gallery with zeros, and deletes it. It gets another name first, {@code .FILE.UUID.erased}: a file of the gallery's
 * name is always a whole gallery, and what an interrupted erasure leaves is recognized.
 */
final class ErasedFile {
    /** What overwriting a file does not reach. */
    static final String DISK =
            "the disk: freed blocks of the write-ahead log, and blocks that a file system or a drive keeps although the file was overwritten";

    private static final String ENDING = ".erased";
    private static final int ZEROS = 1 << 20; // bytes that are written at one time

    private ErasedFile() {}

    /** Erases a file that nobody has open. */
    static void erase(Path file) {
        Path leaving = file.toAbsolutePath()
                .resolveSibling(String.format(Locale.ROOT, ".%s.%s%s", file.getFileName(), UUID.randomUUID(), ENDING));
        try {
            Files.move(file, leaving, StandardCopyOption.ATOMIC_MOVE);
            force(leaving.resolveSibling("."));
            overwriteAndDelete(leaving);
        } catch (IOException e) {
            throw failure(Files.exists(leaving) ? leaving : file, e);
        }
    }

    /** Erases what is left of files in a folder. */
    static void finish(Path folder) {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, ".*" + ENDING)) {
            for (Path file : left) {
                try {
                    overwriteAndDelete(file);
                } catch (IOException e) {
                    throw failure(file, e);
                }
            }
        } catch (IOException e) {
            throw failure(folder, e);
        }
    }

    private static LikenessException failure(Path place, IOException cause) {
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        "%s cannot be erased: %s. Delete it by hand, so that nobody finds what it holds",
                        place,
                        cause),
                cause);
    }

    private static void overwriteAndDelete(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
            long size = channel.size();
            for (long at = 0; at < size; at += zeros.limit()) {
                zeros.clear().limit((int) Math.min(ZEROS, size - at));
                while (zeros.hasRemaining()) {
                    channel.write(zeros, at + zeros.position());
                }
            }
            channel.force(true);
        }
        Files.delete(file);
    }

    /** The names in a folder are on the disk when this returns, where the system can open a folder. */
    private static void force(Path folder) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(folder, StandardOpenOption.READ);
        } catch (IOException e) {
            return; // Windows
        }
        try (channel) {
            channel.force(true);
        }
    }
}
