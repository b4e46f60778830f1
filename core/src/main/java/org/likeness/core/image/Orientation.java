package org.likeness.core.image;

/** Turns pictures by EXIF orientation, 1 to 8 (JEITA CP-3451, tag 0x0112). */
public final class Orientation {
    public static final int UPRIGHT = 1;

    private Orientation() {}

    /**
     * Turns a picture upright.
     *
     * @param stored      as the file has it
     * @param orientation in [1, 8]
     */
    public static FaceImage upright(FaceImage stored, int orientation) {
        if (orientation == UPRIGHT) {
            return stored;
        }
        boolean turned = orientation >= 5;
        int width = turned ? stored.height() : stored.width();
        int height = turned ? stored.width() : stored.height();
        var rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int from = source(stored, orientation, x, y) * 3;
                System.arraycopy(stored.rgb(), from, rgb, (y * width + x) * 3, 3);
            }
        }
        return new FaceImage(width, height, rgb, stored.reduction());
    }

    /** The stored pixel that is seen at (x, y). */
    private static int source(FaceImage stored, int orientation, int x, int y) {
        int right = stored.width() - 1;
        int bottom = stored.height() - 1;
        return switch (orientation) {
            case 2 -> y * stored.width() + right - x;
            case 3 -> (bottom - y) * stored.width() + right - x;
            case 4 -> (bottom - y) * stored.width() + x;
            case 5 -> x * stored.width() + y;
            case 6 -> (bottom - x) * stored.width() + y;
            case 7 -> (bottom - x) * stored.width() + right - y;
            case 8 -> x * stored.width() + right - y;
            default -> throw new IllegalArgumentException("orientation " + orientation);
        };
    }
}
