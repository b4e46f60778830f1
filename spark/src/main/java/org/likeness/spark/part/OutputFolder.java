package org.likeness.spark.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.LikenessException;

/** The folder that takes the files of the parts. */
public final class OutputFolder {
    private OutputFolder() {}

    /** @throws LikenessException if it is not there, and cannot be made */
    public static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "the folder %s cannot be made: %s. Choose another one", folder, e), e);
        }
    }
}
