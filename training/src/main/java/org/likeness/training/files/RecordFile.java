package org.likeness.training.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;

/** A file of records that are appended as a whole, so that a reader sees only complete ones during the run. */
final class RecordFile implements Closeable {
    private final Path path;
    private final FileChannel channel;

    private RecordFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Opens a file to write on at its end.
     *
     * @throws LikenessException if it cannot be written
     */
    static RecordFile append(Path path) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            return new RecordFile(path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    void write(byte[] record) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(record);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static LikenessException unwritable(Path path, IOException e) {
        return new LikenessException(
                LikenessException.Kind.UNAVAILABLE,
                String.format(Locale.ROOT, "%s cannot be written: %s", path, e.getMessage()),
                e,
                new Remedy(Remedy.Action.FREE_SPACE_AND_RESUME));
    }
}
