package org.likeness.recognition.detection;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.LikenessException;
import org.likeness.core.image.Aligner;
import org.likeness.core.image.Border;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.Landmarks.Point;
import org.likeness.core.image.Luma;
import org.likeness.core.image.SimilarityTransform;

/**
 * Finds 68 landmarks of a detected face, and derives five from them. The input is the square around the face in gray, luma / 256, [1, 1, S,
 * S]; the output is [1, 136]: x then y of each point in fractions of the square.
 *
 * <p>The points are numbered as in iBUG's 300-W (Sagonas et al. 2013) from 0: 36 to 41 around the eye on the picture's left,
 * which is the person's right one; 42 to 47 around the other; 30 the tip of the nose; 48 and 54 the corners of the mouth,
 * the person's right one first.
 */
public final class LandmarkNetwork implements AutoCloseable {
    private static final int POINTS = 68;
    private static final float DIVISOR = 256;

    private final DetectionNetwork network;
    private final int side;

    private LandmarkNetwork(DetectionNetwork network, int side) {
        this.network = network;
        this.side = side;
    }

    /**
     * Loads a network.
     *
     * @param threads of one face's computation, at least 1
     * @throws LikenessException if the file is missing, broken or not such a network
     */
    public static LandmarkNetwork load(Path file, int threads) {
        return FaceDetectors.opened(DetectionNetwork.load(file, threads), LandmarkNetwork::of);
    }

    private static LandmarkNetwork of(DetectionNetwork network) {
        long[] input = network.input();
        long[] output =
                network.outputs().size() == 1 ? network.output(network.outputs().get(0)) : new long[0];
        boolean takesSquares = network.takesOnePicture(1, side -> side >= 16 && side <= 1024) && input[2] == input[3];
        if (!takesSquares || output.length != 2 || output[1] != 2 * POINTS) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "%s %s: a landmark network takes a gray square [1, 1, S, S] and gives 68 points, [1, 136]",
                    network.file(),
                    network.describe()));
        }
        return new LandmarkNetwork(network, (int) input[2]);
    }

    /**
     * The landmarks of a face.
     *
     * @param picture any size
     * @param face    the face's box, higher than 0; the square has its center and its height, and may reach beyond the picture
     * @return in pixels of the picture
     */
    public Landmarks find(FaceImage picture, Box face) {
        double size = face.height();
        double left = face.centerX() - size / 2;
        double top = face.centerY() - size / 2;
        double scale = side / size;
        SimilarityTransform toSquare = new SimilarityTransform(scale, 0, -left * scale - 0.5, -top * scale - 0.5);
        float[] gray = Luma.of(Aligner.warp(picture, toSquare, side, side, Border.EDGE));
        for (int i = 0; i < gray.length; i++) {
            gray[i] /= DIVISOR;
        }
        Map<String, float[]> outputs = network.run(new long[] {1, 1, side, side}, input -> input.put(gray));
        return five(outputs.values().iterator().next(), left, top, size);
    }

    /**
     * Five points of 68.
     *
     * @param points [68 × 2], in fractions of a square
     * @param left   of the square
     * @param top    of the square
     * @param size   of the square
     */
    static Landmarks five(float[] points, double left, double top, double size) {
        double[] places = new double[2 * POINTS];
        for (int i = 0; i < places.length; i += 2) {
            places[i] = left + points[i] * size;
            places[i + 1] = top + points[i + 1] * size;
        }
        return new Landmarks(
                mean(places, 36, 41),
                mean(places, 42, 47),
                mean(places, 30, 30),
                mean(places, 48, 48),
                mean(places, 54, 54));
    }

    private static Point mean(double[] places, int first, int last) {
        double x = 0;
        double y = 0;
        for (int i = first; i <= last; i++) {
            x += places[2 * i];
            y += places[2 * i + 1];
        }
        return new Point(x / (last - first + 1), y / (last - first + 1));
    }

    @Override
    public void close() {
        network.close();
    }
}
