package org.likeness.shards.file;

import java.io.IOException;

/**
 * Reads a file in small pieces, mostly forward: pieces near each other cost one system call. For one thread.
 */
public final class FileWindow {
    /** Bytes of a window for a scan of the whole file: as systems read ahead. */
    public static final int SCAN = 1 << 18;

    /** Bytes of a window for one picture: most aligned faces are smaller. */
    public static final int PICTURE = 1 << 14;

    private final SharedFile file;
    private final byte[] window;
    private final byte[] word = new byte[Integer.BYTES];
    private long start;
    private int length;

    /** @param size bytes that are read at once, {@link #SCAN} or {@link #PICTURE} */
    public FileWindow(SharedFile file, int size) {
        this.file = file;
        this.window = new byte[size];
    }

    public SharedFile file() {
        return file;
    }

    /** Bytes of the file. */
    public long size() {
        return file.size();
    }

    /**
     * Fills a part of an array.
     *
     * @throws IOException if the file cannot be read, or ends before
     */
    public void read(long position, byte[] into, int from, int count) throws IOException {
        int known = copied(position, into, from, count);
        if (known == count) {
            return;
        }
        int rest = count - known;
        if (rest > window.length || rest > file.size() - position - known) { // the second to be refused there
            file.read(position + known, into, from + known, rest);
            return;
        }
        start = position + known;
        length = (int) Math.min(window.length, file.size() - start);
        file.read(start, window, 0, length);
        copied(start, into, from + known, rest);
    }

    /** Copies what is in the window already. */
    private int copied(long position, byte[] into, int from, int count) {
        if (position < start || position >= start + length) {
            return 0;
        }
        int offset = (int) (position - start);
        int known = Math.min(count, length - offset);
        System.arraycopy(window, offset, into, from, known);
        return known;
    }

    /** Four bytes, little-endian. */
    public int readInt(long position) throws IOException {
        read(position, word, 0, Integer.BYTES);
        return (word[0] & 0xff) | (word[1] & 0xff) << 8 | (word[2] & 0xff) << 16 | (word[3] & 0xff) << 24;
    }
}
