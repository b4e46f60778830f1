package org.likeness.shards.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.file.RegularFile;

/** A file that is read at any position by any number of threads. Nothing needs to be closed. */
public final class SharedFile {
    private final OpenFiles files;
    private final Path path;
    private final long size;

    private SharedFile(OpenFiles files, Path path, long size) {
        this.files = files;
        this.path = path;
        this.size = size;
    }

    /**
     * A file of a set.
     *
     * @param files the set's
     * @throws LikenessException if it is missing, is no regular file, or cannot be read
     */
    public static SharedFile of(OpenFiles files, Path path) {
        RegularFile.require(path);
        try {
            return new SharedFile(files, path, Files.size(path));
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(String.format(Locale.ROOT, "%s: no such file", path), e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The failure of a file as a whole. */
    public static LikenessException unreadable(Path path, IOException e) {
        return LikenessException.unavailable(
                String.format(Locale.ROOT, "%s cannot be read: %s", path, e.getMessage()), e);
    }

    public Path path() {
        return path;
    }

    /** Bytes, when it was opened. */
    public long size() {
        return size;
    }

    /** The last part of the path, for messages. */
    public String name() {
        return String.valueOf(path.getFileName());
    }

    /**
     * Fills a part of an array.
     *
     * @throws IOException if the file cannot be read, or ends before
     */
    public void read(long position, byte[] into, int from, int count) throws IOException {
        if (position < 0 || count > size - position) {
            throw new EOFException(String.format(
                    Locale.ROOT, "%,d bytes are due at byte %,d, and the file has %,d", count, position, size));
        }
        files.read(path, position, into, from, count);
    }
}
