package org.likeness.core.image;

import java.util.Arrays;

/**
 * Cuts a part out of a picture and resizes it in one go, with a triangle filter that is widened when shrinking, so that
 * every pixel under the cut counts (the filter of Pillow's {@code resize(BILINEAR)}; here the picture's edge is repeated
 * outside, where Pillow renormalizes). A shrunk picture is free of aliasing, an enlarged one is bilinear.
 */
public final class Resampler {
    private Resampler() {}

    /**
     * Cuts and resizes.
     *
     * @param source any size
     * @param crop   the part to take; outside the picture its edge pixels are repeated
     * @param width  pixels a row of the result, at least 1
     * @param height rows of the result, at least 1
     */
    public static FaceImage crop(FaceImage source, CropFraction crop, int width, int height) {
        if (crop.equals(CropFraction.WHOLE) && width == source.width() && height == source.height()) {
            return source;
        }
        Taps columns = Taps.of(source.width(), crop.centerX(), crop.width(), width);
        Taps rows = Taps.of(source.height(), crop.centerY(), crop.height(), height);
        var rgb = new byte[width * height * 3];
        var row = new float[source.width() * 3];
        int from = columns.lowest() * 3;
        int to = columns.highest() * 3 + 3;
        for (int y = 0; y < height; y++) {
            blendRows(source, rows, y, row, from, to);
            blendColumns(row, columns, rgb, y * width * 3);
        }
        return new FaceImage(width, height, rgb);
    }

    /** The picture seen in a mirror: left and right changed over. */
    public static FaceImage mirrored(FaceImage source) {
        return Orientation.upright(source, 2);
    }

    private static void blendRows(FaceImage source, Taps rows, int y, float[] row, int from, int to) {
        byte[] pixels = source.rgb();
        Arrays.fill(row, from, to, 0);
        for (int tap = rows.start(y); tap < rows.start(y + 1); tap++) {
            float weight = rows.weight()[tap];
            int offset = rows.index()[tap] * source.width() * 3;
            for (int i = from; i < to; i++) {
                row[i] += weight * (pixels[offset + i] & 0xff);
            }
        }
    }

    private static void blendColumns(float[] row, Taps columns, byte[] rgb, int offset) {
        int to = offset;
        for (int x = 0; x < columns.count(); x++) {
            float red = 0.5f;
            float green = 0.5f;
            float blue = 0.5f;
            for (int tap = columns.start(x); tap < columns.start(x + 1); tap++) {
                float weight = columns.weight()[tap];
                int from = columns.index()[tap] * 3;
                red += weight * row[from];
                green += weight * row[from + 1];
                blue += weight * row[from + 2];
            }
            rgb[to] = (byte) (int) red;
            rgb[to + 1] = (byte) (int) green;
            rgb[to + 2] = (byte) (int) blue;
            to += 3;
        }
    }

    /**
     * Which source lines each result line is blended from, along one axis.
     */
    private static final class Taps {
        private final int count;
        private final int each;
        private final int[] index;
        private final float[] weight;

        /**
         * @param count  result lines
         * @param each   source lines a result line, the same for all
         * @param index  [count × each], the source line, inside the picture
         * @param weight [count × each], summing to 1 over each result line
         */
        private Taps(int count, int each, int[] index, float[] weight) {
            this.count = count;
            this.each = each;
            this.index = index;
            this.weight = weight;
        }

        public int count() {
            return count;
        }

        public int[] index() {
            return index;
        }

        public float[] weight() {
            return weight;
        }

        static Taps of(int size, double center, double share, int count) {
            double scale = size * share / count;
            double left = size * (center - share / 2);
            double reach = Math.max(1, scale);
            int each = (int) Math.ceil(2 * reach) + 1;
            var index = new int[count * each];
            var weight = new float[count * each];
            var raw = new double[each];
            for (int i = 0; i < count; i++) {
                double middle = left + (i + 0.5) * scale;
                int first = (int) Math.floor(middle - reach + 0.5);
                double sum = 0;
                for (int tap = 0; tap < each; tap++) {
                    raw[tap] = Math.max(0, 1 - Math.abs(first + tap + 0.5 - middle) / reach);
                    sum += raw[tap];
                    index[i * each + tap] = Math.min(Math.max(first + tap, 0), size - 1);
                }
                for (int tap = 0; tap < each; tap++) {
                    weight[i * each + tap] = (float) (raw[tap] / sum);
                }
            }
            return new Taps(count, each, index, weight);
        }

        int start(int line) {
            return line * each;
        }

        int lowest() {
            return Arrays.stream(index).min().orElseThrow();
        }

        int highest() {
            return Arrays.stream(index).max().orElseThrow();
        }
    }
}
