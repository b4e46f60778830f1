package org.likeness.core.image.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/**
 * The first directory of a TIFF file (TIFF 6.0), or of an EXIF block, which has the same structure. Further directories, which may chain
 * and nest without limit, are not read: they contain nothing that is needed.
 */
final class TiffDirectory {
    static final int HEADER = 8;

    private static final int ENTRY = 12;
    private static final int BYTE = 1;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private final ByteBuffer block;
    private final Map<Integer, Integer> entries = new HashMap<>(); // tag → where its entry begins

    private TiffDirectory(ByteBuffer block) {
        this.block = block;
    }

    /**
     * Reads the directory's entries.
     *
     * @throws MalformedPictureException if there is none, or it runs past the block
     */
    static TiffDirectory read(byte[] bytes, ByteRange range) throws MalformedPictureException {
        ByteBuffer block = ByteBuffer.wrap(bytes, range.start(), range.length()).slice();
        if (range.length() < HEADER || block.get(0) != block.get(1) || (block.get(0) != 'I' && block.get(0) != 'M')) {
            throw new MalformedPictureException("damaged TIFF: it does not begin with its header");
        }
        var directory =
                new TiffDirectory(block.order(block.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN));
        long start = directory.u32(4);
        if (start + 2 > range.length()) {
            throw MalformedPictureException.truncated("TIFF", range.length(), "its directory lies behind its end");
        }
        int count = directory.u16((int) start);
        if (start + 2 + (long) count * ENTRY > range.length()) {
            throw MalformedPictureException.truncated("TIFF", range.length(), "it ends inside its directory");
        }
        for (int i = 0; i < count; i++) {
            int at = (int) start + 2 + i * ENTRY;
            directory.entries.putIfAbsent(directory.u16(at), at);
        }
        return directory;
    }

    /** The number, or the first of the numbers, of a tag; empty if it is not there or holds none. */
    OptionalLong number(int tag) throws MalformedPictureException {
        return count(tag) == 0 ? OptionalLong.empty() : OptionalLong.of(number(tag, 0));
    }

    /** How many numbers a tag holds; 0 if it is not there or holds others than whole ones without sign. */
    long count(int tag) {
        Integer at = entries.get(tag);
        return at == null || size(u16(at + 2)) == 0 ? 0 : u32(at + 4);
    }

    /**
     * One of the numbers of a tag.
     *
     * @param index in [0, {@link #count})
     */
    long number(int tag, long index) throws MalformedPictureException {
        int at = entries.getOrDefault(tag, 0);
        int size = size(u16(at + 2));
        // Values of at most four bytes stand in the entry itself.
        long values = count(tag) * size <= 4 ? at + 8 : u32(at + 8);
        long place = values + index * size;
        if (place + size > block.limit()) {
            throw MalformedPictureException.truncated(
                    "TIFF", block.limit(), String.format(Locale.ROOT, "the values of tag %d lie behind its end", tag));
        }
        return switch (size) {
            case 1 -> block.get((int) place) & 0xff;
            case 2 -> u16((int) place);
            default -> u32((int) place);
        };
    }

    private static int size(int type) {
        return switch (type) {
            case BYTE -> 1;
            case SHORT -> 2;
            case LONG -> 4;
            default -> 0;
        };
    }

    private int u16(int at) {
        return block.getShort(at) & 0xffff;
    }

    private long u32(int at) {
        return block.getInt(at) & 0xffff_ffffL;
    }
}
