package org.likeness.core.image;

/**
 * Rotates, scales and shifts a picture so that the five landmarks of a face match an encoder's template.
 *
 * <p>Each pixel of the result is interpolated with a triangle filter in x and y. The filter radius is one pixel of the source where the
 * face is enlarged, which is bilinear interpolation, and one pixel of the result where it is reduced, which avoids aliasing: the filter of
 * {@link Resampler} on a rotated grid. Pixels outside the picture follow the {@link Border}.
 *
 * <p>Coordinates are those of OpenCV's {@code warpAffine}, with which the training pictures of published encoders were aligned: the center
 * of the first pixel is (0, 0).
 */
public final class Aligner {
    private Aligner() {}

    /**
     * Aligns a face.
     *
     * @param picture   any size
     * @param landmarks of the face, in pixels of the picture
     * @param template  where they should lie, in pixels of the result
     * @param width     pixels a row of the result, at least 1
     * @param height    rows of the result, at least 1
     * @param border    what lies beyond the picture
     * @throws IllegalArgumentException if the landmarks all lie at one place
     */
    public static FaceImage align(
            FaceImage picture, Landmarks landmarks, FivePointTemplate template, int width, int height, Border border) {
        return warp(picture, SimilarityTransform.between(landmarks.points(), template.points()), width, height, border);
    }

    /**
     * Whether an aligned face shows what lies beyond the picture.
     *
     * @param picture   any size
     * @param landmarks of the face, in pixels of the picture
     * @param template  where they should lie, in pixels of the result
     * @param width     pixels a row of the result, at least 1
     * @param height    rows of the result, at least 1
     * @throws IllegalArgumentException if the landmarks all lie at one place
     */
    public static boolean reachesBeyond(
            FaceImage picture, Landmarks landmarks, FivePointTemplate template, int width, int height) {
        SimilarityTransform back = SimilarityTransform.between(landmarks.points(), template.points())
                .inverse();
        double margin = Math.max(1, back.scale()) - 1; // of the filter, beyond the pixel at its middle
        for (int corner = 0; corner < 4; corner++) {
            int x = corner % 2 * (width - 1);
            int y = corner / 2 * (height - 1);
            double column = back.x(x, y);
            double row = back.y(x, y);
            if (Math.min(column, row) < margin
                    || column > picture.width() - 1 - margin
                    || row > picture.height() - 1 - margin) {
                return true;
            }
        }
        return false;
    }

    /**
     * Moves a picture.
     *
     * @param picture   any size
     * @param transform from places of the picture to places of the result; of a scale above 0
     * @param width     pixels a row of the result, at least 1
     * @param height    rows of the result, at least 1
     * @param border    what lies beyond the picture
     */
    public static FaceImage warp(
            FaceImage picture, SimilarityTransform transform, int width, int height, Border border) {
        SimilarityTransform back = transform.inverse();
        double reach = Math.max(1, back.scale());
        Taps columns = new Taps(picture.width(), reach, border);
        Taps rows = new Taps(picture.height(), reach, border);
        byte[] rgb = new byte[width * height * 3];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                columns.center(back.x(x, y));
                rows.center(back.y(x, y));
                blend(picture, columns, rows, rgb, to);
                to += 3;
            }
        }
        return new FaceImage(width, height, rgb);
    }

    private static void blend(FaceImage picture, Taps columns, Taps rows, byte[] rgb, int to) {
        byte[] pixels = picture.rgb();
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int row = 0; row < rows.count; row++) {
            int line = rows.index[row] * picture.width();
            float rowRed = 0;
            float rowGreen = 0;
            float rowBlue = 0;
            for (int column = 0; column < columns.count; column++) {
                float weight = columns.weight[column];
                int at = (line + columns.index[column]) * 3;
                rowRed += weight * (pixels[at] & 0xff);
                rowGreen += weight * (pixels[at + 1] & 0xff);
                rowBlue += weight * (pixels[at + 2] & 0xff);
            }
            red += rows.weight[row] * rowRed;
            green += rows.weight[row] * rowGreen;
            blue += rows.weight[row] * rowBlue;
        }
        float share = 1 / (columns.sum * rows.sum);
        rgb[to] = level(red * share);
        rgb[to + 1] = level(green * share);
        rgb[to + 2] = level(blue * share);
    }

    /** Rounding may bring the weights' sum a little above 1. */
    private static byte level(float blended) {
        return (byte) Math.min(255, (int) (blended + 0.5f));
    }

    /**
     * The lines around one place along one axis, with their weights; reused from pixel to pixel. The weights add up to {@code sum},
     * or to less where lines beyond the picture are black.
     */
    private static final class Taps {
        private final int size;
        private final double reach;
        private final boolean isBlackBeyond;
        private final int[] index;
        private final float[] weight;
        private int count;
        private float sum;

        /**
         * @param size   lines of the source
         * @param reach  of the filter to either side, in lines, at least 1
         * @param border what lies beyond the source
         */
        Taps(int size, double reach, Border border) {
            this.size = size;
            this.reach = reach;
            this.isBlackBeyond = border == Border.BLACK;
            int most = (int) Math.ceil(2 * reach);
            this.index = new int[most];
            this.weight = new float[most];
        }

        void center(double place) {
            double near = Math.max(-1 - reach, Math.min(size + reach, place)); // beyond, all is alike
            int first = (int) Math.floor(near - reach) + 1;
            float farthest = (float) reach;
            float distance = (float) (first - near);
            count = Math.min(index.length, (int) Math.ceil(near + reach) - first); // those beyond weigh nothing
            sum = 0;
            for (int tap = 0; tap < count; tap++) {
                weight[tap] = Math.max(0, farthest - Math.abs(distance + tap));
                sum += weight[tap];
                int line = first + tap;
                index[tap] = Math.max(0, Math.min(size - 1, line));
                if (isBlackBeyond && index[tap] != line) {
                    weight[tap] = 0;
                }
            }
        }
    }
}
