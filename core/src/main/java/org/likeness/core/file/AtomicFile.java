package org.likeness.core.file;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.likeness.core.UserException;

/** Writes a file as a whole or not at all: into a temporary file beside it, forced to the disk, then renamed. */
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
     * @throws UserException if it cannot be written, with the reason; an earlier file is then as it was
     */
    public static void write(Path target, Content content) {
        Path absolute = target.toAbsolutePath();
        if (Files.exists(absolute) && !Files.isRegularFile(absolute)) { // a device would be replaced by a file
            throw new UserException("%s cannot be written: it is a folder or a device, not a file. Choose another place"
                    .formatted(target));
        }
        Path temporary = absolute.resolveSibling(
                absolute.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
        try {
            Path folder = absolute.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try {
                writeAndForce(temporary, content);
                Files.move(temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new UserException(
                    "%s cannot be written: %s. Make room or choose another place".formatted(target, reason(e)), e);
        }
    }

    /**
     * Replaces or makes a UTF-8 text file.
     *
     * @throws UserException if it cannot be written, with the reason
     */
    public static void write(Path target, String text) {
        write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static void writeAndForce(Path temporary, Content content) throws IOException {
        try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            OutputStream buffered = new BufferedOutputStream(file, BUFFER);
            content.writeTo(buffered);
            buffered.flush();
            file.getFD().sync();
        }
    }

    private static String reason(IOException e) {
        String message = e.getMessage();
        if (e instanceof FileSystemException file && file.getReason() == null || message == null) {
            return e.getClass().getSimpleName() + (message == null ? "" : " " + message); // the message is a path alone
        }
        return message;
    }
}
