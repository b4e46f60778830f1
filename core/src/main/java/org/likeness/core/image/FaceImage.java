package org.likeness.core.image;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * A picture in memory: 8-bit red, green and blue, interleaved, rows from top to bottom.
 *
 * <p>The pixel array is shared, not copied: callers must not modify it.
 *
 * <p>A picture that was too large to be decoded as a whole has a {@link #reduction()}: it holds one of so many columns and rows of its file.
 */
public final class FaceImage {
    private final int width;
    private final int height;
    private final byte[] rgb;
    private final int reduction;

    /**
     * @param width  pixels a row, at least 1
     * @param height rows, at least 1
     * @param rgb    [height × width × 3], unsigned bytes
     * @throws IllegalArgumentException if the array's length is not height × width × 3
     */
    public FaceImage(int width, int height, byte[] rgb) {
        this(width, height, rgb, 1);
    }

    /**
     * @param width     pixels a row, at least 1
     * @param height    rows, at least 1
     * @param rgb       [height × width × 3], unsigned bytes
     * @param reduction at least 1
     * @throws IllegalArgumentException if the array's length is not height × width × 3
     */
    public FaceImage(int width, int height, byte[] rgb, int reduction) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "picture of %d×%d pixels: both must be at least 1", width, height));
        }
        if (reduction < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a reduction by %d: at least 1 is expected", reduction));
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
        this.reduction = reduction;
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

    /** Columns and rows of the file for each of this picture, 1 unless it was decoded with fewer. Its places times this are the file's. */
    public int reduction() {
        return reduction;
    }

    /**
     * A rectangle of the picture, copied. It is a picture of its own, with reduction 1.
     *
     * @param left   first column, at least 0
     * @param top    first row, at least 0
     * @param width  at least 1
     * @param height at least 1
     * @throws IndexOutOfBoundsException if the rectangle reaches beyond the picture
     */
    public FaceImage part(int left, int top, int width, int height) {
        Objects.checkFromIndexSize(left, width, this.width);
        Objects.checkFromIndexSize(top, height, this.height);
        byte[] part = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            System.arraycopy(rgb, ((top + y) * this.width + left) * 3, part, y * width * 3, width * 3);
        }
        return new FaceImage(width, height, part);
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
                && reduction == that.reduction
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
