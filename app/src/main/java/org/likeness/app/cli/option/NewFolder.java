package org.likeness.app.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;

/** Folders that commands fill: what an earlier call left, with other settings, would stand among the new files. */
public final class NewFolder {
    private NewFolder() {}

    /**
     * Refuses a folder with files.
     *
     * @param option that it was given with
     * @throws LikenessException if there is something in it, or it cannot be read
     */
    public static void require(String option, Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            if (found.findAny().isPresent()) {
                throw LikenessException.conflict(String.format(
                        Locale.ROOT, "%s %s contains files: choose a new or empty folder", option, folder));
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s %s cannot be read as a folder: %s", option, folder, e), e);
        }
    }
}
