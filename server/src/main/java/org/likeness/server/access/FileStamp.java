package org.likeness.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;

/**
 * What shows that a file was replaced.
 *
 * @param size     in bytes
 * @param modified when
 * @param inode    its number on the disk, as text, where the file system has one
 */
record FileStamp(long size, FileTime modified, String inode) {
    /** Nothing if there is no such file. */
    static Optional<FileStamp> of(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new FileStamp(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s. Check its permissions", file, e), e);
        }
    }
}
