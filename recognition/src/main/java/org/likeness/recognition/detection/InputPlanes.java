package org.likeness.recognition.detection;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.FaceImage;

/** Converts pictures to a detector's input. */
final class InputPlanes {
    private InputPlanes() {}

    /**
     * Writes the picture into the upper left corner of a canvas that is black elsewhere.
     *
     * @param picture       at most as large as the canvas
     * @param width         columns of the canvas
     * @param height        rows of the canvas
     * @param order         of the planes
     * @param normalization of each value; the canvas's black is normalized, too
     * @param canvas        takes the planes [3, height, width]
     */
    static void write(
            FaceImage picture,
            int width,
            int height,
            ColorOrder order,
            Normalization normalization,
            FloatBuffer canvas) {
        byte[] rgb = picture.rgb();
        float[] row = new float[width];
        for (int channel = 0; channel < 3; channel++) {
            float[] normalized = normalization.levels(channel);
            int from = order == ColorOrder.RGB ? channel : 2 - channel;
            Arrays.fill(row, normalized[0]);
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++, from += 3) {
                    row[x] = normalized[rgb[from] & 0xff];
                }
                canvas.put(row);
            }
            Arrays.fill(row, normalized[0]);
            for (int y = picture.height(); y < height; y++) {
                canvas.put(row);
            }
        }
    }
}
