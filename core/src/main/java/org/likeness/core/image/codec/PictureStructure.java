package org.likeness.core.image.codec;

import java.util.Locale;

/**
 * The declared structure of a picture file, read before its pixels are allocated.
 *
 * @param width  declared width in pixels, at least 1
 * @param height declared height in pixels, at least 1
 * @param exif   where its EXIF block lies; {@link ByteRange#NONE} if it has none
 * @param plain  whether the JDK's own codec is known to read it correctly
 */
record PictureStructure(int width, int height, ByteRange exif, boolean plain) {
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
        if (width < 1 || height < 1) {
            throw new MalformedPictureException(
                    String.format(Locale.ROOT, "declares %d×%d pixels: both must be at least 1", width, height));
        }
        if (width > ImageDecoder.MAX_SIDE
                || height > ImageDecoder.MAX_SIDE
                || width * height > ImageDecoder.MAX_PIXELS) {
            throw new MalformedPictureException(String.format(
                    Locale.ROOT,
                    "declares %d×%d pixels: at most %d per side and %d million in total are supported; reduce its size",
                    width,
                    height,
                    ImageDecoder.MAX_SIDE,
                    ImageDecoder.MAX_PIXELS / 1_000_000));
        }
        return new PictureStructure((int) width, (int) height, exif, plain);
    }
}
