package org.likeness.core.file;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;

/**
 * The form in which names of people and pictures are compared: Unicode NFC, without surrounding white space. macOS stores folder names
 * decomposed, keyboards and spreadsheets compose them; both look the same.
 */
public final class CanonicalName {
    private CanonicalName() {}

    /** A name in the form in which it is compared. */
    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip();
    }

    /**
     * Whether a file's or folder's name can be told from others by its text: that it goes from bytes to text and back to the same
     * bytes. Java shows every byte that it cannot decode by the same sign, so that several such names look like one.
     */
    public static boolean isText(Path path) {
        try {
            return path.getFileSystem().getPath(path.toString()).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** A path for messages about its bytes: absolute, those beyond ASCII and spaces as {@code %e9}. */
    public static String escaped(Path path) {
        return path.toUri().getRawPath();
    }
}
