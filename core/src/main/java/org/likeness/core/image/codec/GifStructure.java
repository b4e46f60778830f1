package org.likeness.core.image.codec;

import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/**
 * Parses the blocks of a GIF file (GIF89a) up to the end of its first frame, which is the one decoded, and counts its pixels: the codec
 * leaves missing ones black.
 */
final class GifStructure {
    private static final int SCREEN = 6;
    private static final int HEADER = 13;
    private static final int EXTENSION = 0x21;
    private static final int FRAME = 0x2c;
    private static final int MOST_CODES = 4096;

    private final ByteReader file;
    private int block; // bytes left in the block of data
    private int at;
    private int bits;
    private int bitCount;

    private GifStructure(ByteReader file) {
        this.file = file;
    }

    static PictureStructure read(ByteReader file) throws MalformedPictureException {
        try {
            return new GifStructure(file).firstFrame();
        } catch (IndexOutOfBoundsException e) {
            throw MalformedPictureException.truncated("GIF", file.length(), "it ends before its first frame does");
        }
    }

    private PictureStructure firstFrame() throws MalformedPictureException {
        at = HEADER + tableLength(file.u8(SCREEN + 4));
        while (file.u8(at) == EXTENSION) {
            at += 2;
            skipBlocks();
        }
        if (file.u8(at) != FRAME) {
            throw new MalformedPictureException("damaged GIF: it holds no picture");
        }
        var structure = PictureStructure.of(file.u16Little(at + 5), file.u16Little(at + 7), ByteRange.NONE, true);
        at += 10 + tableLength(file.u8(at + 9));
        long due = (long) structure.width() * structure.height();
        long pixels = countPixels(due);
        if (pixels < due) {
            throw MalformedPictureException.truncated(
                    "GIF", at, String.format(Locale.ROOT, "%,d of its %,d pixels are present", pixels, due));
        }
        at += block;
        skipBlocks();
        return structure;
    }

    private void skipBlocks() {
        while (file.u8(at) != 0) {
            at += 1 + file.u8(at);
        }
        at++;
    }

    /** Bytes of the table of colors that flags announce. */
    private static int tableLength(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
    }

    /** Pixels that the frame's codes (LZW, GIF89a, appendix F) stand for; it stops at as many as are due. */
    private long countPixels(long due) throws MalformedPictureException {
        int least = file.u8(at++);
        if (least < 1 || least > 8) {
            throw new MalformedPictureException(String.format(Locale.ROOT, "damaged GIF: codes of %d bits", least));
        }
        int clear = 1 << least;
        int[] lengths = new int[MOST_CODES];
        Arrays.fill(lengths, 0, clear, 1);
        int next = clear + 2;
        int size = least + 1;
        int previous = 0;
        long pixels = 0;
        while (pixels < due) {
            int code = code(size);
            if (code == clear) {
                next = clear + 2;
                size = least + 1;
                previous = 0;
                continue;
            }
            if (code < 0 || code == clear + 1) {
                break;
            }
            if (code > next || (code == next && previous == 0)) {
                throw new MalformedPictureException("damaged GIF: an undefined code");
            }
            int length = code == next ? previous + 1 : lengths[code];
            if (previous > 0 && next < MOST_CODES) {
                lengths[next++] = previous + 1;
                size += next == 1 << size && size < 12 ? 1 : 0;
            }
            previous = length;
            pixels += length;
        }
        return pixels;
    }

    /** The next code; -1 behind the last block. */
    private int code(int size) {
        while (bitCount < size) {
            if (block == 0) {
                block = file.u8(at++);
                if (block == 0) {
                    return -1;
                }
            }
            bits |= file.u8(at++) << bitCount;
            bitCount += 8;
            block--;
        }
        int code = bits & ((1 << size) - 1);
        bits >>>= size;
        bitCount -= size;
        return code;
    }
}
