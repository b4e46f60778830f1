package org.likeness.core.image.codec;

import java.util.Locale;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/** Reads the headers of a BMP file: declared size, and whether all pixels are present. */
final class BmpStructure {
    private static final int FILE_HEADER = 14;
    private static final int CORE_HEADER = 12;
    private static final int INFO_HEADER = 40;
    private static final int RLE8 = 1;
    private static final int RLE4 = 2;
    private static final int BIT_FIELDS = 3;

    private BmpStructure() {}

    static PictureStructure read(ByteReader file) throws MalformedPictureException {
        if (file.length() < FILE_HEADER + 4
                || file.length() < FILE_HEADER + Math.min(file.u32Little(FILE_HEADER), INFO_HEADER)) {
            throw MalformedPictureException.truncated("BMP", file.length(), "it ends inside its header");
        }
        long pixels = file.u32Little(10);
        long header = file.u32Little(FILE_HEADER);
        if (header == CORE_HEADER) {
            var structure = PictureStructure.of(file.u16Little(18), file.u16Little(20), ByteRange.NONE, true);
            requireRows(file, pixels, structure, file.u16Little(24));
            return structure;
        }
        if (header < INFO_HEADER) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "damaged BMP: a header of %d bytes is none of its versions", header));
        }
        long height = Math.abs((long) file.i32Little(22));
        var structure = PictureStructure.of(file.i32Little(18), height, ByteRange.NONE, true);
        long compression = file.u32Little(30);
        if (compression == RLE8 || compression == RLE4) {
            requireBytes(file, pixels + file.u32Little(34));
        } else if (compression == 0 || compression == BIT_FIELDS) {
            requireRows(file, pixels, structure, file.u16Little(28));
        } else {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "BMP with compression %d: 0 (none), 1, 2 (run lengths) and 3 (bit fields) are supported",
                    compression));
        }
        return structure;
    }

    /** Rows are padded to four bytes. */
    private static void requireRows(ByteReader file, long pixels, PictureStructure structure, int bitsPerPixel)
            throws MalformedPictureException {
        long row = ((long) structure.width() * bitsPerPixel + 31) / 32 * 4;
        requireBytes(file, pixels + row * structure.height());
    }

    private static void requireBytes(ByteReader file, long needed) throws MalformedPictureException {
        if (needed > file.length()) {
            throw MalformedPictureException.truncated(
                    "BMP", file.length(), String.format(Locale.ROOT, "%,d bytes are declared", needed));
        }
    }
}
