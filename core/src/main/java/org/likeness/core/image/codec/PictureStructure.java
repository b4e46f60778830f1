package org.likeness.core.image.codec;

import java.util.Locale;

/**
 * The declared structure of a picture file, read before its pixels are allocated.
 *
 * @param width  declared width in pixels, at least 1
 * @param height declared height in pixels, at least 1
 * @param exif   where its EXIF block lies; {@link ByteRange#NONE} if it has none
 * @param plain  whether the JDK's own codec is known to read it correctly
 * @param reduction 1, or of how many columns and rows one is decoded
 */
record PictureStructure(int width, int height, ByteRange exif, boolean plain, int reduction) {
    /**
     * A part of the file's bytes.
     *
     * @param start  of the first byte
     * @param length in bytes
     */
    record ByteRange(int start, int length) {
        static final ByteRange NONE = new ByteRange(0, 0);

        boolean isEmpty() {
            return length == 0;
        }
    }

    PictureStructure {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "picture of %d×%d pixels", width, height));
        }
    }

    /**
     * A picture whose declared size is within {@link ImageDecoder#MAX_SIDE} and {@link ImageDecoder#MAX_PIXELS}.
     *
     * @throws MalformedPictureException if it is not
     */
    static PictureStructure of(long width, long height, ByteRange exif, boolean plain)
            throws MalformedPictureException {
        return reduced(width, height, exif, plain, 1);
    }

    /**
     * A picture of which only some columns and rows are decoded, so that it may be larger: what is decoded is within the limits.
     *
     * @param reduction at least 1
     * @throws MalformedPictureException if even so it is too large
     */
    static PictureStructure reduced(long width, long height, ByteRange exif, boolean plain, int reduction)
            throws MalformedPictureException {
        if (width < 1 || height < 1) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "declares %d×%d pixels: both must be at least 1", width, height));
        }
        if (isTooLarge(width, height, reduction)) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "declares %d×%d pixels: at most %d per side and %d million in total are supported; reduce its size",
                    width,
                    height,
                    ImageDecoder.MAX_SIDE * reduction,
                    ImageDecoder.MAX_PIXELS / 1_000_000 * reduction * reduction));
        }
        return new PictureStructure((int) width, (int) height, exif, plain, reduction);
    }

    /** Whether the pixels that remain are too many. */
    static boolean isTooLarge(long width, long height, int reduction) {
        long longest = (long) ImageDecoder.MAX_SIDE * reduction;
        long most = (long) ImageDecoder.MAX_PIXELS * reduction * reduction;
        return width > longest || height > longest || width * height > most;
    }
}
