package org.likeness.core.image;

/** An in-place Gaussian blur, rows then columns; pixels of the edge are repeated outside. */
final class Blur {
    private static final double LEAST_SIGMA = 0.006;
    private static final double MOST_SIGMA = 0.02;

    private Blur() {}

    /**
     * A width of the blur that suits a picture.
     *
     * @param width    of the picture, in pixels
     * @param position in [0, 1): from the narrowest to the widest
     * @return σ in pixels, 0.6 % to 2 % of the width
     */
    static double sigma(int width, double position) {
        return width * (LEAST_SIGMA + (MOST_SIGMA - LEAST_SIGMA) * position);
    }

    /**
     * @param rgb    [height × width × 3]
     * @param sigma  σ in pixels
     */
    static void apply(byte[] rgb, int width, int height, double sigma) {
        float[] kernel = kernel(sigma);
        byte[] between = new byte[rgb.length];
        for (int y = 0; y < height; y++) {
            line(rgb, between, y * width * 3, 3, width, kernel);
        }
        for (int x = 0; x < width; x++) {
            line(between, rgb, x * 3, width * 3, height, kernel);
        }
    }

    private static void line(byte[] from, byte[] to, int start, int step, int length, float[] kernel) {
        int radius = kernel.length / 2;
        for (int i = 0; i < length; i++) {
            float red = 0.5f;
            float green = 0.5f;
            float blue = 0.5f;
            for (int tap = 0; tap < kernel.length; tap++) {
                int at = start + Math.max(0, Math.min(length - 1, i + tap - radius)) * step;
                red += kernel[tap] * (from[at] & 0xff);
                green += kernel[tap] * (from[at + 1] & 0xff);
                blue += kernel[tap] * (from[at + 2] & 0xff);
            }
            int at = start + i * step;
            to[at] = level(red);
            to[at + 1] = level(green);
            to[at + 2] = level(blue);
        }
    }

    /** The weights' sum may be a little more than 1. */
    private static byte level(float rounded) {
        return (byte) Math.min(255, (int) rounded);
    }

    private static float[] kernel(double sigma) {
        int radius = Math.max(1, (int) Math.ceil(2.5 * sigma));
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += Math.exp(-i * i / (2 * sigma * sigma));
        }
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = (float) (Math.exp(-i * i / (2 * sigma * sigma)) / sum);
        }
        return kernel;
    }
}
