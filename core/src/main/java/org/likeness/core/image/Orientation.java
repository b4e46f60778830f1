package org.likeness.core.image;

import org.likeness.core.image.PictureStructure.ByteRange;

/** The orientation of the camera: EXIF orientation 1 to 8 (JEITA CP-3451, tag 0x0112), and its correction. */
final class Orientation {
    static final int UPRIGHT = 1;

    private static final int TAG = 0x0112;

    private Orientation() {}

    /** The orientation in an EXIF block, in [1, 8]; {@link #UPRIGHT} if it states none that exists. */
    static int read(byte[] bytes, ByteRange exif) {
        if (exif.isEmpty()) {
            return UPRIGHT;
        }
        try {
            long stated = TiffDirectory.read(bytes, exif).number(TAG).orElse(UPRIGHT);
            return stated < 1 || stated > 8 ? UPRIGHT : (int) stated;
        } catch (MalformedPictureException e) {
            return UPRIGHT; // the pixels are whole, and that is what counts
        }
    }

    /**
     * Turns a picture upright.
     *
     * @param stored      as the file has it
     * @param orientation in [1, 8]
     */
    static FaceImage upright(FaceImage stored, int orientation) {
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
        return new FaceImage(width, height, rgb);
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
