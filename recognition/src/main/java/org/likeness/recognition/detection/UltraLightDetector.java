package org.likeness.recognition.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.NonMaximumSuppression;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Box;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Resampler;

/**
 * The ultra-light detector (Linzaer's Ultra-Light-Fast-Generic-Face-Detector-1MB): boxes only; landmarks come from a
 * {@link LandmarkNetwork}.
 *
 * <p>The input is RGB, (x − 127) / 128, of a fixed size, [1, 3, H, W]: pictures are resized to it without keeping proportions, as in the
 * original program. The outputs are {@code scores} [1, N, 2], of which the second is that of a face, and {@code boxes} [1, N, 4]: left, top,
 * right and bottom in fractions of the picture.
 */
final class UltraLightDetector implements FaceDetector {
    /** The outputs by which a file is recognized. */
    static final Set<String> OUTPUTS = Set.of("scores", "boxes");

    private static final double LEAST_SCORE = 0.65; // faceplugin's, whose landmark network goes with it
    private static final double LARGEST_FACE = 3; // in pictures: one that is cut off on all sides is smaller
    private static final NonMaximumSuppression SUPPRESSION =
            new NonMaximumSuppression(0.3, 5000); // the authors' overlap
    private static final Normalization NORMALIZATION = new Normalization(127, 128);

    private final DetectionNetwork network;
    private final LandmarkNetwork landmarks;
    private final int width;
    private final int height;

    private UltraLightDetector(DetectionNetwork network, LandmarkNetwork landmarks, int width, int height) {
        this.network = network;
        this.landmarks = landmarks;
        this.width = width;
        this.height = height;
    }

    /** @throws LikenessException if the network is not such a detector */
    static UltraLightDetector of(DetectionNetwork network, LandmarkNetwork landmarks) {
        long[] input = network.input();
        if (!network.takesOnePicture(3, UltraLightDetector::isSide)
                || !network.outputs().containsAll(OUTPUTS)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s %s: an ultra-light detector takes one picture of a fixed size [1, 3, H, W] and gives scores and boxes",
                    network.file(),
                    network.describe()));
        }
        return new UltraLightDetector(network, landmarks, (int) input[3], (int) input[2]);
    }

    private static boolean isSide(long size) {
        return size >= 16 && size <= 4096;
    }

    /** A box with its score. */
    record Candidate(Box box, double score) {}

    @Override
    public List<DetectedFace> detect(FaceImage picture) {
        FaceImage resized = Resampler.crop(picture, CropFraction.WHOLE, width, height);
        Map<String, float[]> outputs = network.run(
                new long[] {1, 3, height, width},
                canvas -> InputPlanes.write(resized, width, height, ColorOrder.RGB, NORMALIZATION, canvas));
        List<Candidate> candidates = decode(outputs, picture.width(), picture.height(), LEAST_SCORE);
        return SUPPRESSION.of(candidates, Candidate::score, Candidate::box).stream()
                .map(face -> new DetectedFace(face.box(), landmarks.find(picture, face.box()), face.score()))
                .toList();
    }

    /**
     * The candidates.
     *
     * @param outputs  by name
     * @param width    of the picture
     * @param height   of the picture
     * @param minScore candidates of a lower score are left out, and so are those without an area or far larger than the picture
     * @return in pixels of the picture, not yet suppressed
     */
    static List<Candidate> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        float[] scores = outputs.getOrDefault("scores", new float[0]);
        float[] boxes = outputs.getOrDefault("boxes", new float[0]);
        if (boxes.length != 2 * scores.length || boxes.length % 4 != 0) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "an ultra-light detector gave %d scores and %d box coordinates: 2 and 4 per box are expected",
                    scores.length,
                    boxes.length));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < boxes.length / 4; i++) {
            double score = Math.min(1, scores[2 * i + 1]);
            double across = (double) boxes[4 * i + 2] - boxes[4 * i];
            double down = (double) boxes[4 * i + 3] - boxes[4 * i + 1];
            if (score >= minScore && isFace(across) && isFace(down)) {
                Box box = new Box(
                        boxes[4 * i] * (double) width - 0.5,
                        boxes[4 * i + 1] * (double) height - 0.5,
                        across * width,
                        down * height);
                candidates.add(new Candidate(box, score));
            }
        }
        return candidates;
    }

    private static boolean isFace(double fraction) {
        return fraction > 0 && fraction <= LARGEST_FACE;
    }

    @Override
    public void close() {
        network.close();
        landmarks.close();
    }
}
