package org.likeness.core.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Permissions of new files and folders that only their owner may use, as far as the file system has owners. */
public final class OwnerOnly {
    private OwnerOnly() {}

    /** Of a new file: {@code rw-------}. */
    public static FileAttribute<?>[] file(Path file) {
        return permissions(file, "rw-------");
    }

    /** Makes a folder, {@code rwx------}, where there is none; those that it lies in have the usual permissions. */
    public static void makeFolder(Path folder) throws IOException {
        Path absolute = folder.toAbsolutePath();
        if (!Files.isDirectory(absolute)) {
            Files.createDirectories(absolute.resolveSibling(""));
            Files.createDirectories(absolute, permissions(absolute, "rwx------"));
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
