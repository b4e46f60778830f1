package org.likeness.core.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.LikenessException;

/** Distinguishes regular files from pipes and devices, whose reading may never end. */
public final class RegularFile {
    private RegularFile() {}

    /**
     * Accepts a file, a link to one, and a missing file, which reading will report.
     *
     * @throws LikenessException if there is a folder, a pipe or a device
     */
    public static void require(Path file) {
        if (Files.isDirectory(file)) {
            throw LikenessException.invalid(String.format(Locale.ROOT, "%s is a folder: a file is expected", file));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s is a pipe or a device: a regular file is expected; copy its content into one",
                    file));
        }
    }
}
