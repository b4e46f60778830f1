package org.likeness.shards.recordio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import org.likeness.shards.file.DamageException;

/**
 * The beginning of a record's data: u32 flag, float32 label, u64 id, u64 second id; with a flag above 0 as many labels as float32 follow, and
 * the label before them is not used. The encoded picture is the rest.
 *
 * @param first      the first label
 * @param second     the second of several labels; NaN if there is at most one
 * @param id         number of the record where its writer has set one
 * @param start      of the picture in the record's data
 * @param hasPicture whether any bytes are left for a picture
 */
record ImageHeader(float first, float second, long id, int start, boolean hasPicture) {
    /** Bytes that suffice to read it. */
    static final int BYTES = 32;

    /** From 2²⁴ on, float32 does not hold every whole number: two people could have one label. */
    static final int LARGEST_LABEL = (1 << 24) - 1;

    private static final int FIXED = 24;

    /**
     * The header of a record.
     *
     * @throws DamageException if there is none
     */
    static ImageHeader read(RecordReader reader, RecordReader.Extent record) throws IOException {
        return of(reader.head(record, BYTES), record.length());
    }

    /**
     * Parses it.
     *
     * @param head   the first {@link #BYTES} bytes of the record's data, or all that there are
     * @param length bytes of the record's data
     * @throws DamageException if there is none
     */
    static ImageHeader of(byte[] head, long length) throws DamageException {
        if (length < FIXED) {
            throw new DamageException(
                    String.format(Locale.ROOT, "a record of %d bytes: its header alone has %d", length, FIXED));
        }
        ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long labels = Integer.toUnsignedLong(fields.getInt());
        float label = fields.getFloat();
        long id = fields.getLong();
        fields.getLong();
        long start = FIXED + labels * Float.BYTES;
        if (start > length) {
            throw new DamageException(
                    String.format(Locale.ROOT, "%,d labels are due in a record of %,d bytes", labels, length));
        }
        float first = labels == 0 ? label : fields.getFloat();
        float second = labels < 2 ? Float.NaN : fields.getFloat();
        return new ImageHeader(first, second, id, (int) start, start < length);
    }

    /**
     * Whose picture it is.
     *
     * @return in [0, {@link #LARGEST_LABEL}]
     * @throws DamageException if the label is no such number
     */
    int label() throws DamageException {
        return whole(first);
    }

    /** Whether it has two whole numbers and no picture: the ranges of keys of record 0 and of identity records. */
    boolean isRange() {
        return !hasPicture && isWhole(first) && isWhole(second) && first <= second;
    }

    /** The first number of a range. */
    int from() {
        return (int) first;
    }

    /** The number after a range. */
    int to() {
        return (int) second;
    }

    private static boolean isWhole(float number) {
        return number >= 0 && number <= LARGEST_LABEL && number == Math.rint(number);
    }

    private static int whole(float number) throws DamageException {
        if (!isWhole(number)) {
            throw new DamageException(String.format(
                    Locale.ROOT, "label %s: a whole number in [0, %,d] is expected", number, LARGEST_LABEL));
        }
        return (int) number;
    }
}
