package org.likeness.model.importing.pytorch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of pickles, one after the other, with their place for messages and a bound on how many there may be. */
final class PickleInput {
    /** A state dictionary has some 150 bytes a tensor, beside what is in the storages. */
    static final long MOST_BYTES = 1L << 25;

    private static final int LONGEST_LINE = 1000; // of a class's name

    private final InputStream in;
    private long position;

    /** @param position how many bytes of the file stand before it */
    PickleInput(InputStream in, long position) {
        this.in = in;
        this.position = position;
    }

    /** How many bytes were read. */
    long position() {
        return position;
    }

    int unsignedByte() throws IOException {
        int value = in.read();
        if (value < 0) {
            throw new UnreadableException(String.format(Locale.ROOT, "ends early, at byte %,d", position));
        }
        advance(1);
        return value;
    }

    /** A little-endian number of 1 to 8 bytes; only of 8 bytes can it be negative. */
    long unsigned(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) unsignedByte() << (8 * i);
        }
        return value;
    }

    String text(long bytes) throws IOException {
        return new String(bytes(bytes), StandardCharsets.UTF_8);
    }

    /** Up to the next line's end, which is passed over. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
            if (line.length() == LONGEST_LINE) {
                throw new UnreadableException(String.format(
                        Locale.ROOT,
                        "has a name of more than %d letters at byte %,d",
                        LONGEST_LINE,
                        position - LONGEST_LINE));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private byte[] bytes(long count) throws IOException {
        long start = position;
        advance(count);
        byte[] bytes = in.readNBytes((int) count);
        if (bytes.length < count) {
            throw new UnreadableException(
                    String.format(Locale.ROOT, "ends early: %,d bytes are due at byte %,d", count, start));
        }
        return bytes;
    }

    private void advance(long count) {
        if (count < 0 || count > MOST_BYTES - position) {
            throw new UnreadableException(String.format(
                    Locale.ROOT,
                    "is no state dictionary: it has more than %,d bytes besides its storages",
                    MOST_BYTES));
        }
        position += count;
    }
}
