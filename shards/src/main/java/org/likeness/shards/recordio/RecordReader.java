package org.likeness.shards.recordio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.shards.file.DamageException;
import org.likeness.shards.file.FileWindow;

/**
 * Reads records of a RecordIO file. All numbers are little-endian. A part of a record is:
 *
 * <pre>
 * u32 magic   0xCED7230A
 * u32 kind    upper 3 bits: 0 whole record, 1 first part, 2 middle part, 3 last part; lower 29 bits: n
 * n bytes     data, then zeros to a multiple of 4
 * </pre>
 *
 * <p>A writer cuts a record where the magic number stands at a multiple of 4 in its data; it belongs between the parts. The data of a
 * picture's record is an {@link ImageHeader} and the encoded picture. Every length is checked against the file before it is used. For one
 * thread.
 */
final class RecordReader {
    static final int MAGIC = 0xCED7230A;

    /** Parts of a record: four bytes of a picture in 2³² are the magic number by chance. */
    static final int MOST_PARTS = 1000;

    /** The longest data of a record: a picture of the largest size that is decoded, and its header. */
    static final long LONGEST = ImageDecoder.MAX_FILE + (1 << 16);

    private static final int WHOLE = 0;
    private static final int FIRST = 1;
    private static final int LAST = 3;
    private static final int PART_HEADER = 2 * Integer.BYTES;
    private static final int LENGTH_BITS = 29;

    private final FileWindow window;

    RecordReader(FileWindow window) {
        this.window = window;
    }

    /**
     * The place of a record.
     *
     * @param start  of its first part
     * @param end    after its last part with its zeros; may lie behind the end of a file that was cut there
     * @param length bytes of its data
     */
    record Extent(long start, long end, long length) {}

    /**
     * Measures a record; its data are not read.
     *
     * @param mostParts parts that it may have
     * @throws DamageException if there is none
     */
    Extent extent(long start, int mostParts) throws IOException {
        long position = start;
        long length = 0;
        for (int part = 0; part < mostParts; part++) {
            int kind = kind(position);
            int bytes = bytes(position);
            requireOrder(part, kind, position);
            length += bytes + (part == 0 ? 0 : Integer.BYTES);
            if (length > LONGEST) {
                throw new DamageException(String.format(
                        Locale.ROOT, "a record of %,d bytes or more: at most %,d are read", length, LONGEST));
            }
            if (bytes > window.size() - position - PART_HEADER) {
                throw new DamageException(String.format(
                        Locale.ROOT,
                        "truncated: %,d bytes are due at byte %,d, and the file ends at byte %,d",
                        bytes,
                        position + PART_HEADER,
                        window.size()));
            }
            position += PART_HEADER + aligned(bytes);
            if (kind == WHOLE || kind == LAST) {
                return new Extent(start, position, length);
            }
        }
        throw new DamageException(String.format(Locale.ROOT, "a record of more than %,d parts", mostParts));
    }

    /** Whether a record may begin here: the magic number, and the kind of a whole record or a first part. */
    boolean mayBegin(long position) throws IOException {
        return position + PART_HEADER <= window.size() && window.readInt(position) == MAGIC && kind(position) <= FIRST;
    }

    private static void requireOrder(int part, int kind, long position) throws DamageException {
        boolean isExpected = part == 0 ? kind == WHOLE || kind == FIRST : kind > FIRST && kind <= LAST;
        if (!isExpected) {
            throw new DamageException(String.format(
                    Locale.ROOT,
                    "a part of kind %d at byte %,d, where %s is due",
                    kind,
                    position,
                    part == 0 ? "a record's beginning" : "its next part"));
        }
    }

    private int kind(long position) throws IOException {
        if (position < 0 || PART_HEADER > window.size() - position) {
            throw new DamageException(String.format(
                    Locale.ROOT,
                    "truncated: a record is due at byte %,d, and the file ends at byte %,d",
                    position,
                    window.size()));
        }
        if (window.readInt(position) != MAGIC) {
            throw new DamageException(
                    String.format(Locale.ROOT, "no record begins at byte %,d: the magic number is missing", position));
        }
        return window.readInt(position + Integer.BYTES) >>> LENGTH_BITS;
    }

    private int bytes(long position) throws IOException {
        return window.readInt(position + Integer.BYTES) & (1 << LENGTH_BITS) - 1;
    }

    /**
     * The first bytes of a record's data.
     *
     * @param most bytes that are wanted
     * @return so many, or all that the record has
     */
    byte[] head(Extent record, int most) throws IOException {
        byte[] data = new byte[(int) Math.min(most, record.length())];
        long position = record.start();
        for (int done = 0; done < data.length; ) {
            int count = Math.min(bytes(position), data.length - done);
            window.read(position + PART_HEADER, data, done, count);
            done += count;
            position += PART_HEADER + aligned(bytes(position));
            if (done < data.length) { // the next part is due, and before it what it was cut at
                byte[] magic = ByteBuffer.allocate(Integer.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(MAGIC)
                        .array();
                int cut = Math.min(magic.length, data.length - done);
                System.arraycopy(magic, 0, data, done, cut);
                done += cut;
            }
        }
        return data;
    }

    private static long aligned(int bytes) {
        return (bytes + 3L) & ~3L;
    }
}
