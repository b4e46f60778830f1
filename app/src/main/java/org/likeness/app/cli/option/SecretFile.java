package org.likeness.app.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.likeness.core.LikenessException;

/** Files that hold a secret, which other users of the machine would see on a command line. */
public final class SecretFile {
    private SecretFile() {}

    /**
     * The secret of a file: its first line, without spaces around it.
     *
     * @param option that names the file, for the message
     * @throws UncheckedIOException if it cannot be read
     * @throws LikenessException if it is no text
     */
    public static String firstLine(String option, Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (CharacterCodingException e) {
            throw LikenessException.invalid(
                    String.format(Locale.ROOT, "%s %s: a file of text in UTF-8 is expected", option, file), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
