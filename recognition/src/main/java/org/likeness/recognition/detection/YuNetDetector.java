package org.likeness.recognition.detection;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.NonMaximumSuppression;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Box;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.Resampler;

/**
 * YuNet: a small convolutional detector for boxes and five landmarks. The input is BGR in [0, 255].
 *
 * <p>A picture is reduced so that its longer side has at most so many pixels, {@link #USUAL_SIZE} unless told otherwise, or enlarged so that
 * it has at least {@link #SHORTEST_SIDE}, and padded with black on the right and below to multiples of 32. If the input size of the file is
 * fixed, that size is used. At the usual size, faces smaller than about 2 % of the longer side of a large picture are therefore not found.
 */
final class YuNetDetector implements FaceDetector {
    /** Pixels of the longer side, at most: the size YuNet was trained with (Wu et al. 2023, §4.1). */
    static final int USUAL_SIZE = 640;

    /**
     * The fewest pixels of the longer side that are looked at. In smaller pictures landmarks are off by up to twice as much, and enlarging
     * further gains nothing: {@code docs/results/detection.md}.
     */
    static final int SHORTEST_SIDE = 200;

    /** Candidates of a lower score are no faces; see {@code docs/results/detection.md}. */
    static final double LEAST_SCORE = 0.6;

    private static final NonMaximumSuppression SUPPRESSION =
            new NonMaximumSuppression(0.3, 5000); // OpenCV's FaceDetectorYN
    private static final Normalization PLAIN = new Normalization(0, 1);
    private static final int PADDING = 32;
    private static final int LARGEST_SIDE = 4096;

    /** The outputs by which a file is recognized. */
    static final Set<String> OUTPUTS = YuNetOutput.STRIDES.stream()
            .flatMap(stride -> Stream.of("cls_", "obj_", "bbox_", "kps_").map(kind -> kind + stride))
            .collect(Collectors.toUnmodifiableSet());

    private final DetectionNetwork network;
    private final int size;
    private final int fixedWidth;
    private final int fixedHeight;

    private YuNetDetector(DetectionNetwork network, int size, int fixedWidth, int fixedHeight) {
        this.network = network;
        this.size = size;
        this.fixedWidth = fixedWidth;
        this.fixedHeight = fixedHeight;
    }

    /**
     * @param size pixels of the longer side, at most; {@link #USUAL_SIZE} or the file's own where nothing is asked for
     * @throws LikenessException if the network is not a YuNet, or a size is asked for and its own is fixed
     */
    static YuNetDetector of(DetectionNetwork network, OptionalInt size) {
        long[] input = network.input();
        if (!network.takesOnePicture(3, YuNetDetector::isSide)
                || !network.outputs().containsAll(OUTPUTS)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s %s: YuNet takes one picture [1, 3, H, W] with H and W dynamic or multiples of 32 and gives cls_, obj_, bbox_ and kps_ for 8, 16 and 32",
                    network.file(),
                    network.describe()));
        }
        if (input[2] > 0 || input[3] > 0) {
            network.requireOwnSize(size);
        }
        return new YuNetDetector(network, size.orElse(USUAL_SIZE), (int) input[3], (int) input[2]);
    }

    private static boolean isSide(long size) {
        return size == -1 || (size > 0 && size % PADDING == 0 && size <= LARGEST_SIDE);
    }

    @Override
    public List<DetectedFace> detect(FaceImage picture) {
        int mostWidth = fixedWidth > 0 ? fixedWidth : size;
        int mostHeight = fixedHeight > 0 ? fixedHeight : size;
        double enlarged = Math.max(1, (double) SHORTEST_SIDE / Math.max(picture.width(), picture.height()));
        double scale = Math.min(
                enlarged, Math.min((double) mostWidth / picture.width(), (double) mostHeight / picture.height()));
        int width = (int) Math.max(1, Math.round(picture.width() * scale));
        int height = (int) Math.max(1, Math.round(picture.height() * scale));
        FaceImage resized = Resampler.crop(picture, CropFraction.WHOLE, width, height);
        int canvasWidth = fixedWidth > 0 ? fixedWidth : padded(width);
        int canvasHeight = fixedHeight > 0 ? fixedHeight : padded(height);
        Map<String, float[]> outputs = network.run(
                new long[] {1, 3, canvasHeight, canvasWidth},
                canvas -> InputPlanes.write(resized, canvasWidth, canvasHeight, ColorOrder.BGR, PLAIN, canvas));
        List<DetectedFace> candidates = YuNetOutput.decode(outputs, canvasWidth, canvasHeight, LEAST_SCORE);
        double finerX = (double) picture.width() / width;
        double finerY = (double) picture.height() / height;
        return SUPPRESSION.of(candidates, DetectedFace::score, DetectedFace::box).stream()
                .map(face -> placed(face, finerX, finerY))
                .toList();
    }

    private static int padded(int size) {
        return (size + PADDING - 1) / PADDING * PADDING;
    }

    /** Pixels keep their edges when a picture is resized, not their centers. */
    private static DetectedFace placed(DetectedFace face, double finerX, double finerY) {
        Box box = face.box();
        double[] points = face.landmarks().points();
        for (int i = 0; i < points.length; i += 2) {
            points[i] = (points[i] + 0.5) * finerX - 0.5;
            points[i + 1] = (points[i + 1] + 0.5) * finerY - 0.5;
        }
        return new DetectedFace(
                new Box(
                        (box.left() + 0.5) * finerX - 0.5,
                        (box.top() + 0.5) * finerY - 0.5,
                        box.width() * finerX,
                        box.height() * finerY),
                Landmarks.of(points),
                face.score());
    }

    @Override
    public void close() {
        network.close();
    }
}
