package org.likeness.core.image.codec;

import java.util.Locale;
import java.util.zip.CRC32;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/** Parses the chunks of a PNG file (ISO/IEC 15948): declared size, EXIF block, checksums, and whether it is complete. */
final class PngStructure {
    static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private PngStructure() {}

    static PictureStructure read(ByteReader file, byte[] bytes) throws MalformedPictureException {
        int at = SIGNATURE.length();
        if (!file.has(at + 4, "IHDR") || file.length() < at + 25) {
            throw new MalformedPictureException("damaged PNG: it does not begin with its header");
        }
        var structure = PictureStructure.of(file.u32Big(at + 8), file.u32Big(at + 12), ByteRange.NONE, true);
        ByteRange exif = ByteRange.NONE;
        while (true) {
            long length = at + 4 <= file.length() ? file.u32Big(at) : 0;
            if (at + 12 + length > file.length()) {
                throw MalformedPictureException.truncated("PNG", file.length(), "it ends before its last chunk");
            }
            requireChecksum(file, bytes, at, (int) length);
            if (file.has(at + 4, "eXIf")) {
                exif = new ByteRange(at + 8, (int) length);
            } else if (file.has(at + 4, "IEND")) {
                return new PictureStructure(structure.width(), structure.height(), exif, true, 1);
            }
            at += 12 + (int) length;
        }
    }

    private static void requireChecksum(ByteReader file, byte[] bytes, int at, int length)
            throws MalformedPictureException {
        var crc = new CRC32();
        crc.update(bytes, at + 4, length + 4);
        if (crc.getValue() != file.u32Big(at + 8 + length)) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT, "damaged PNG: the chunk at byte %,d does not have the checksum it declares", at));
        }
    }
}
