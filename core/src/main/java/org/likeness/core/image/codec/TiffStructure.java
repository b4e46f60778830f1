package org.likeness.core.image.codec;

import java.util.Locale;
import org.likeness.core.image.codec.PictureStructure.ByteRange;

/** Reads the first picture's directory of a TIFF file: declared size, and whether its strips or tiles are complete. */
final class TiffStructure {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS_PER_STRIP = 278;
    private static final int STRIP_BYTES = 279;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_BYTES = 325;
    private static final int OLD_JPEG = 6;
    private static final int JPEG = 7;
    private static final int MOST_SAMPLES = 8;

    private TiffStructure() {}

    static PictureStructure read(ByteReader file, byte[] bytes) throws MalformedPictureException {
        var whole = new ByteRange(0, file.length());
        TiffDirectory directory = TiffDirectory.read(bytes, whole);
        // The file is built like an EXIF block, and states its orientation like one.
        var structure = PictureStructure.of(
                directory.number(WIDTH).orElse(0), directory.number(HEIGHT).orElse(0), whole, false);
        long samples = Math.max(directory.number(SAMPLES).orElse(1), directory.count(BITS));
        if (samples < 1 || samples > MOST_SAMPLES) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT, "TIFF with %d samples per pixel: at most %d are supported", samples, MOST_SAMPLES));
        }
        boolean tiled = directory.count(TILE_OFFSETS) > 0;
        PictureStructure part = tiled
                ? PictureStructure.of(
                        directory.number(TILE_WIDTH).orElse(0),
                        directory.number(TILE_HEIGHT).orElse(0),
                        ByteRange.NONE,
                        false)
                : PictureStructure.of(
                        structure.width(),
                        Math.min(directory.number(ROWS_PER_STRIP).orElse(structure.height()), structure.height()),
                        ByteRange.NONE,
                        false);
        requireParts(file, directory, tiled ? TILE_OFFSETS : STRIP_OFFSETS, tiled ? TILE_BYTES : STRIP_BYTES);
        long compression = directory.number(COMPRESSION).orElse(1);
        if (compression == OLD_JPEG || compression == JPEG) {
            JpegStructure.requireFewScans(JpegStructure.countScans(file), part.width(), part.height());
        }
        return structure;
    }

    private static void requireParts(ByteReader file, TiffDirectory directory, int offsets, int lengths)
            throws MalformedPictureException {
        long count = directory.count(offsets);
        if (count == 0) {
            throw new MalformedPictureException("damaged TIFF: the location of its pixels is missing");
        }
        for (long i = 0; i < count; i++) {
            long length = i < directory.count(lengths) ? directory.number(lengths, i) : 1;
            long end = directory.number(offsets, i) + length;
            if (end > file.length()) {
                throw MalformedPictureException.truncated(
                        "TIFF", file.length(), String.format(Locale.ROOT, "%,d bytes are declared", end));
            }
        }
    }
}
