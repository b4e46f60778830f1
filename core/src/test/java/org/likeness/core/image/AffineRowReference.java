package org.likeness.core.image;

/** {@link AffineRow} as it is defined: each pixel by itself, each channel from its four neighbors, every place clamped. */
final class AffineRowReference {
    private static final int ROUNDING = 1 << 7;
    private static final int ONE = 1 << 8;

    private AffineRowReference() {}

    static void blend(FaceImage from, int x, int y, int stepX, int stepY, byte[] rgb, int start, int end) {
        for (int i = 0; start + 3 * i < end; i++) {
            int withinX = clamp((x + i * stepX + ROUNDING) >> 8, (from.width() - 1) * ONE);
            int withinY = clamp((y + i * stepY + ROUNDING) >> 8, (from.height() - 1) * ONE);
            int column = withinX / ONE;
            int row = withinY / ONE;
            int right = withinX % ONE;
            int down = withinY % ONE;
            int nextColumn = Math.min(column + 1, from.width() - 1);
            int nextRow = Math.min(row + 1, from.height() - 1);
            for (int channel = 0; channel < 3; channel++) {
                int upper = from.at(column, row, channel) * (ONE - right) + from.at(nextColumn, row, channel) * right;
                int lower = from.at(column, nextRow, channel) * (ONE - right)
                        + from.at(nextColumn, nextRow, channel) * right;
                int sum = upper * (ONE - down) + lower * down;
                rgb[start + 3 * i + channel] = (byte) ((sum + ONE * ONE / 2) / (ONE * ONE));
            }
        }
    }

    private static int clamp(int value, int most) {
        return Math.max(0, Math.min(most, value));
    }
}
