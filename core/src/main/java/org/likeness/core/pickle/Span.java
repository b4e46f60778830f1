package org.likeness.core.pickle;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * A range of bytes in a file, which need not be in memory.
 *
 * @param start  position of the first byte
 * @param length number of bytes
 * @param coding their encoding
 */
public record Span(long start, long length, Coding coding) {
    /** How bytes are written in a pickle. */
    public enum Coding {
        /** As they are. */
        RAW,
        /** As a text in UTF-8 with one character a byte, which is how Python 3 writes bytes in protocols 0 to 2. */
        LATIN_1_IN_UTF_8
    }

    /**
     * Reads the bytes.
     *
     * @param file in which they lie
     * @throws IOException if the file cannot be read, is shorter, or has no bytes there
     */
    public byte[] read(Path file) throws IOException {
        byte[] stored;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(start);
            stored = Channels.newInputStream(channel).readNBytes(Math.toIntExact(length));
        }
        if (stored.length < length) {
            throw new EOFException(String.format(Locale.ROOT, "%,d bytes are due at byte %,d", length, start));
        }
        if (coding == Coding.RAW) {
            return stored;
        }
        String text = new String(stored, StandardCharsets.UTF_8);
        if (text.chars().anyMatch(character -> character > 0xff)) {
            throw new IOException(String.format(Locale.ROOT, "the text at byte %,d does not stand for bytes", start));
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
