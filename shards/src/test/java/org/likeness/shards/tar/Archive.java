package org.likeness.shards.tar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Archives written by Apache Commons Compress, which knows nothing of the reader. */
final class Archive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream out;

    /** @param longNames as {@link TarArchiveOutputStream#setLongFileMode} takes it */
    Archive(int longNames) {
        out = new TarArchiveOutputStream(bytes, "UTF-8");
        out.setLongFileMode(longNames);
        out.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        out.setAddPaxHeadersForNonAsciiNames(longNames == TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Archive() {
        this(TarArchiveOutputStream.LONGFILE_POSIX);
    }

    Archive file(String name, byte[] content) {
        try {
            var entry = new TarArchiveEntry(name);
            entry.setSize(content.length);
            entry.setModTime(0);
            out.putArchiveEntry(entry);
            out.write(content);
            out.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Archive file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Archive folder(String name) {
        return special(new TarArchiveEntry(name + "/"));
    }

    Archive link(String name, String to) {
        var entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(to);
        return special(entry);
    }

    private Archive special(TarArchiveEntry entry) {
        try {
            entry.setModTime(0);
            out.putArchiveEntry(entry);
            out.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            out.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
