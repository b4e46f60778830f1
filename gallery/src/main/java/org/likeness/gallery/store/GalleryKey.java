package org.likeness.gallery.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.file.OwnerOnly;

/**
 * The secret that an encrypted gallery is opened with: 256 random bits, as text 44 characters of Base64. Whoever has it can read the
 * gallery; without it, nobody can, and there is no way to recover it.
 */
public final class GalleryKey {
    private static final int BYTES = 32;
    private static final int LONGEST_FILE = 1000;

    private final byte[] bytes;

    private GalleryKey(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new key. */
    public static GalleryKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new GalleryKey(bytes);
    }

    /**
     * Reads a key from its text; spaces and line ends around it are ignored.
     *
     * @param source where the text is from, for messages
     * @throws LikenessException if it is not the text of a key; the message does not repeat the text
     */
    public static GalleryKey parse(String text, String source) {
        byte[] bytes = decoded(text.strip());
        if (bytes.length != BYTES) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s does not hold the key of a gallery: %d characters of Base64 are expected, these are %d characters",
                    source,
                    (BYTES + 2) / 3 * 4,
                    text.strip().length()));
        }
        return new GalleryKey(bytes);
    }

    /** Empty if the text is not Base64. */
    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /**
     * Reads a key from a file.
     *
     * @throws LikenessException if it cannot be read, or does not hold a key
     */
    public static GalleryKey read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return parse(new String(in.readNBytes(LONGEST_FILE), StandardCharsets.ISO_8859_1), file.toString());
        } catch (NoSuchFileException e) {
            throw LikenessException.notFound(
                    String.format(
                            Locale.ROOT,
                            "%s: no such file: the key that the gallery was encrypted with is expected",
                            file),
                    e);
        } catch (IOException e) {
            throw unusable(file, "read", e);
        }
    }

    /**
     * Writes the key to a new file that only its owner can read and write, as far as the file system has owners.
     *
     * @throws LikenessException if there is such a file already, or it cannot be written
     */
    public void write(Path file) {
        try (FileChannel channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OwnerOnly.file(file))) {
            ByteBuffer text = ByteBuffer.wrap((text() + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true); // a gallery without its key is lost
        } catch (FileAlreadyExistsException e) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s exists already: choose a new file for the key, a gallery may need that one",
                    file));
        } catch (IOException e) {
            throw unusable(file, "written", e);
        }
    }

    private static LikenessException unusable(Path file, String verb, IOException e) {
        return LikenessException.unavailable(
                String.format(
                        Locale.ROOT,
                        "the key file %s cannot be %s: %s. Check its path and its permissions",
                        file,
                        verb,
                        e),
                e);
    }

    /** 44 characters of Base64. Keep it secret. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** 32 bytes. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Does not reveal the key. */
    @Override
    public String toString() {
        return "a gallery's key";
    }
}
