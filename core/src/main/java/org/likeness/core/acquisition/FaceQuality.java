package org.likeness.core.acquisition;

import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Luma;

/**
 * The quality of a face for recognition. No face is rejected for its quality: callers apply their own limits.
 *
 * @param eyeDistance pixels of the picture between the centers of the eyes
 * @param sharpness   variance of the Laplacian of the aligned face's luma; compare it only between faces aligned to one size
 * @param pose        the pose of the head
 * @param score       the detector's confidence, in [0, 1]
 */
public record FaceQuality(double eyeDistance, double sharpness, HeadPose pose, double score) {
    /**
     * Judges a face.
     *
     * @param face    as it was found, with eyes at two places
     * @param aligned the face, 3×3 pixels or more
     */
    public static FaceQuality of(DetectedFace face, FaceImage aligned) {
        return new FaceQuality(
                face.landmarks().eyeDistance(), sharpness(aligned), HeadPose.of(face.landmarks()), face.score());
    }

    /** The variance of the Laplacian: the kernel of four neighbors less four times the pixel, wherever it lies wholly inside. */
    public static double sharpness(FaceImage aligned) {
        float[] luma = Luma.of(aligned);
        int width = aligned.width();
        double sum = 0;
        double squares = 0;
        long count = 0;
        for (int y = 1; y < aligned.height() - 1; y++) {
            for (int at = y * width + 1; at < (y + 1) * width - 1; at++) {
                double value = luma[at - 1] + luma[at + 1] + luma[at - width] + luma[at + width] - 4 * luma[at];
                sum += value;
                squares += value * value;
                count++;
            }
        }
        double mean = sum / Math.max(1, count);
        return Math.max(0, squares / Math.max(1, count) - mean * mean);
    }
}
