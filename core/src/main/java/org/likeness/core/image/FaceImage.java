package org.likeness.core.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * A picture in memory: 8-bit red, green and blue, interleaved, rows from top to bottom.
 *
 * <p>The pixel array is shared, not copied: callers must not modify it.
 */
public final class FaceImage {
    private final int width;
    private final int height;
    private final byte[] rgb;

    /**
     * @param width  pixels a row, at least 1
     * @param height rows, at least 1
     * @param rgb    [height × width × 3], unsigned bytes
     * @throws IllegalArgumentException if the array's length is not height × width × 3
     */
    public FaceImage(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "picture of %d×%d pixels: both must be at least 1", width, height));
        }
        if (rgb.length != Math.multiplyExact(Math.multiplyExact(width, height), 3)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d bytes for a picture of %d×%d pixels: %d are needed",
                    rgb.length,
                    width,
                    height,
                    (long) width * height * 3));
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /** Pixels a row. */
    public int width() {
        return width;
    }

    /** Rows. */
    public int height() {
        return height;
    }

    /** The pixels, [height × width × 3], unsigned bytes; shared, to be read only. */
    public byte[] rgb() {
        return rgb;
    }

    /** One channel of one pixel, in [0, 255]; channel 0 is red, 1 green, 2 blue. */
    public int at(int x, int y, int channel) {
        return rgb[(y * width + x) * 3 + channel] & 0xff;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FaceImage that
                && width == that.width
                && height == that.height
                && Arrays.equals(rgb, that.rgb);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * width + height) + Arrays.hashCode(rgb);
    }

    @Override
    public String toString() {
        return "FaceImage[" + width + "×" + height + "]";
    }
}
