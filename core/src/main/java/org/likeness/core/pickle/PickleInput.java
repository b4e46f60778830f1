package org.likeness.core.pickle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The bytes of consecutive pickles, with the position for messages and a limit. */
public final class PickleInput {
    /** The most bytes that are read, without those passed over: state dictionaries have some 150 bytes a tensor. */
    public static final long MAX_BYTES = 1L << 25;

    private static final int MAX_LINE = 1000; // a class's name

    private final InputStream in;
    private final long end;
    private long position;
    private long read;

    /**
     * @param in       the bytes from {@code position} on; not closed here
     * @param position how many bytes of the file stand before it
     * @param end      size of the file, in bytes
     */
    public PickleInput(InputStream in, long position, long end) {
        this.in = in;
        this.position = position;
        this.end = end;
    }

    /** Where the next byte stands in the file. */
    public long position() {
        return position;
    }

    int unsignedByte() throws IOException {
        count(1);
        int value = position < end ? in.read() : -1;
        if (value < 0) {
            throw endsEarly(1);
        }
        position++;
        return value;
    }

    /** A little-endian number of 1 to 8 bytes; only one of 8 bytes can be negative. */
    long unsigned(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) unsignedByte() << (8 * i);
        }
        return value;
    }

    String text(long bytes) throws IOException {
        count(bytes);
        requireThere(bytes);
        byte[] text = in.readNBytes((int) bytes);
        if (text.length < bytes) {
            throw endsEarly(bytes);
        }
        position += bytes;
        return new String(text, StandardCharsets.UTF_8);
    }

    void skip(long bytes) throws IOException {
        requireThere(bytes);
        in.skipNBytes(bytes);
        position += bytes;
    }

    /** The text up to the next line feed, which is passed over. */
    String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = unsignedByte(); next != '\n'; next = unsignedByte()) {
            if (line.length() == MAX_LINE) {
                throw new PickleException(
                        String.format(Locale.ROOT, "has a name of more than %d characters", MAX_LINE));
            }
            line.append((char) next);
        }
        return line.toString();
    }

    private void count(long bytes) {
        if (bytes < 0 || bytes > MAX_BYTES - read) {
            throw new PickleException(String.format(
                    Locale.ROOT, "has a pickle of more than %,d bytes, the most that are read", MAX_BYTES));
        }
        read += bytes;
    }

    private void requireThere(long bytes) {
        if (bytes < 0 || bytes > end - position) {
            throw endsEarly(bytes);
        }
    }

    private PickleException endsEarly(long bytes) {
        return new PickleException(String.format(
                Locale.ROOT, "ends early (%,d bytes, where %s are due)", end - position, Long.toUnsignedString(bytes)));
    }
}
