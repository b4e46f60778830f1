package org.likeness.core.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Samples a row of pixels along a straight line of a picture, each interpolated bilinearly from four pixels, in fixed point. Coordinates
 * are in 65,536ths of a pixel, (0, 0) being the center of the first; pictures have at most 32,767 pixels per side.
 */
final class AffineRow {
    private static final int PLACE_BITS = 16;
    private static final int WEIGHT_BITS = 8;
    private static final int LOST_BITS = PLACE_BITS - WEIGHT_BITS;
    private static final int ROUNDING = 1 << (LOST_BITS - 1);
    private static final int ONE = 1 << WEIGHT_BITS;
    private static final int HALF = ONE * ONE / 2;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVERY_OTHER_BYTE = 0x00ff00ff00ffL;
    private static final int LANE = 0xffff;

    private AffineRow() {}

    /** A place, or a step between places, given in pixels. */
    static int fixed(double pixels) {
        return (int) Math.rint(pixels * (1 << PLACE_BITS));
    }

    /**
     * Blends a row. Outside the picture its edge is repeated.
     *
     * @param from  the picture
     * @param x     where the row begins, from the left
     * @param y     the same from the top
     * @param stepX from each pixel of the row to the next
     * @param stepY the same downwards
     * @param rgb   takes the row
     * @param start first byte that is written
     * @param end   after the last
     */
    static void blend(FaceImage from, int x, int y, int stepX, int stepY, byte[] rgb, int start, int end) {
        int steps = (end - start) / 3 - 1;
        boolean isInside = isInside(x, from.width())
                && isInside(x + steps * stepX, from.width())
                && isInside(y, from.height())
                && isInside(y + steps * stepY, from.height());
        if (isInside) {
            inside(from, x, y, stepX, stepY, rgb, start, end);
        } else {
            anywhere(from, x, y, stepX, stepY, rgb, start, end);
        }
    }

    /** Whether two further pixels follow: eight bytes can then be read, of which six are used. */
    private static boolean isInside(int place, int size) {
        int within = (place + ROUNDING) >> LOST_BITS;
        return within >= 0 && within < (size - 2) << WEIGHT_BITS;
    }

    /**
     * Both upper neighbors of a pixel come in one read, and both lower ones. Their six bytes are blended downwards three at a
     * time, 16 bits each: 255 times 256 fits in.
     */
    private static void inside(FaceImage from, int x, int y, int stepX, int stepY, byte[] rgb, int start, int end) {
        byte[] source = from.rgb();
        int width = from.width();
        int placeX = x + ROUNDING;
        int placeY = y + ROUNDING;
        for (int to = start; to < end; to += 3) {
            int right = placeX >> LOST_BITS & (ONE - 1);
            int down = placeY >> LOST_BITS & (ONE - 1);
            int at = ((placeY >> PLACE_BITS) * width + (placeX >> PLACE_BITS)) * 3;
            long upper = (long) EIGHT_BYTES.get(source, at);
            long lower = (long) EIGHT_BYTES.get(source, at + width * 3);
            long even = (upper & EVERY_OTHER_BYTE) * (ONE - down) + (lower & EVERY_OTHER_BYTE) * down;
            long odd = (upper >>> 8 & EVERY_OTHER_BYTE) * (ONE - down) + (lower >>> 8 & EVERY_OTHER_BYTE) * down;
            // even: red, blue, the right neighbor's green; odd: green, the right neighbor's red and blue
            rgb[to] = mixed((int) even & LANE, (int) (odd >>> 16) & LANE, right);
            rgb[to + 1] = mixed((int) odd & LANE, (int) (even >>> 32), right);
            rgb[to + 2] = mixed((int) (even >>> 16) & LANE, (int) (odd >>> 32), right);
            placeX += stepX;
            placeY += stepY;
        }
    }

    private static byte mixed(int left, int right, int weight) {
        return (byte) ((left * (ONE - weight) + right * weight + HALF) >> (2 * WEIGHT_BITS));
    }

    private static void anywhere(FaceImage from, int x, int y, int stepX, int stepY, byte[] rgb, int start, int end) {
        int placeX = x;
        int placeY = y;
        for (int to = start; to < end; to += 3) {
            pixel(from, placeX, placeY, rgb, to);
            placeX += stepX;
            placeY += stepY;
        }
    }

    private static void pixel(FaceImage from, int x, int y, byte[] rgb, int to) {
        int width = from.width();
        int withinX = clamp((x + ROUNDING) >> LOST_BITS, (width - 1) << WEIGHT_BITS);
        int withinY = clamp((y + ROUNDING) >> LOST_BITS, (from.height() - 1) << WEIGHT_BITS);
        int right = withinX & (ONE - 1);
        int down = withinY & (ONE - 1);
        int stepX = right == 0 ? 0 : 3;
        int stepY = down == 0 ? 0 : width * 3;
        int at = ((withinY >> WEIGHT_BITS) * width + (withinX >> WEIGHT_BITS)) * 3;
        byte[] source = from.rgb();
        for (int channel = 0; channel < 3; channel++, at++) {
            int left = (source[at] & 0xff) * (ONE - down) + (source[at + stepY] & 0xff) * down;
            int next = (source[at + stepX] & 0xff) * (ONE - down) + (source[at + stepY + stepX] & 0xff) * down;
            rgb[to + channel] = mixed(left, next, right);
        }
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }
}
