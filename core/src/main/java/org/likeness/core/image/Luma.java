package org.likeness.core.image;

/** The luma of pixels. */
public final class Luma {
    private Luma() {}

    /**
     * The luma of each pixel, after ITU-R BT.601: 0.299 red + 0.587 green + 0.114 blue.
     *
     * @return [height × width], in [0, 255]
     */
    public static float[] of(FaceImage picture) {
        byte[] rgb = picture.rgb();
        float[] luma = new float[picture.width() * picture.height()];
        for (int i = 0; i < luma.length; i++) {
            luma[i] =
                    0.299f * (rgb[3 * i] & 0xff) + 0.587f * (rgb[3 * i + 1] & 0xff) + 0.114f * (rgb[3 * i + 2] & 0xff);
        }
        return luma;
    }
}
