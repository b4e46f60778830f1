package org.likeness.recognition.detection;

import java.util.Arrays;
import org.likeness.core.embedding.ColourOrder;
import org.likeness.core.embedding.Normalisation;
import org.likeness.core.image.FaceImage;

/** Turns pictures into a detector's input. */
final class Planes {
    private Planes() {}

    /**
     * The picture in the upper left corner of a canvas that is black elsewhere.
     *
     * @param picture       at most as large as the canvas
     * @param width         columns of the canvas
     * @param height        rows of the canvas
     * @param order         of the planes
     * @param normalisation of each value; the canvas's black is normalised, too
     * @return [3, height, width]
     */
    static float[] of(FaceImage picture, int width, int height, ColourOrder order, Normalisation normalisation) {
        int plane = height * width;
        float[] planes = new float[3 * plane];
        byte[] rgb = picture.rgb();
        for (int channel = 0; channel < 3; channel++) {
            float[] normalised = normalisation.levels(channel);
            if (picture.width() < width || picture.height() < height) {
                Arrays.fill(planes, channel * plane, (channel + 1) * plane, normalised[0]);
            }
            int from = order == ColourOrder.RGB ? channel : 2 - channel;
            for (int y = 0; y < picture.height(); y++) {
                int to = channel * plane + y * width;
                for (int x = 0; x < picture.width(); x++, from += 3) {
                    planes[to + x] = normalised[rgb[from] & 0xff];
                }
            }
        }
        return planes;
    }
}
