package org.likeness.core.image;

/**
 * Where a face is placed in the result.
 *
 * @param mirror whether left and right change over
 * @param scale  of the part that is taken: above 1 the face becomes smaller
 * @param angle  radians
 * @param right  pixels of the result
 * @param down   pixels of the result
 */
record Placement(boolean mirror, double scale, double angle, double right, double down) {
    /** As it is. */
    static final Placement CENTER = new Placement(false, 1, 0, 0, 0);

    /**
     * Resamples a face. The way from a pixel of the result to the picture is affine: along a row, x and y grow by the same steps.
     *
     * @param padded picture with a margin
     * @param margin how much wider and higher it is than the part that {@link #CENTER} takes, 1 or more
     * @param width  pixels in a row of the result
     * @param height rows of the result
     * @return the result's pixels
     */
    byte[] resample(FaceImage padded, double margin, int width, int height) {
        double finerX = padded.width() / (width * margin);
        double finerY = padded.height() / (height * margin);
        double cos = Math.cos(angle) * scale;
        double sin = Math.sin(angle) * scale;
        double flip = mirror ? -1 : 1;
        int stepX = AffineRow.fixed(flip * cos * finerX);
        int stepY = AffineRow.fixed(flip * sin * finerY);
        double x = flip * (0.5 - width / 2.0);
        byte[] rgb = new byte[width * height * 3];
        for (int row = 0; row < height; row++) {
            double y = row + 0.5 - height / 2.0;
            int fromX = AffineRow.fixed((cos * x - sin * y - right) * finerX + padded.width() / 2.0 - 0.5);
            int fromY = AffineRow.fixed((sin * x + cos * y - down) * finerY + padded.height() / 2.0 - 0.5);
            AffineRow.blend(padded, fromX, fromY, stepX, stepY, rgb, row * width * 3, (row + 1) * width * 3);
        }
        return rgb;
    }
}
