package org.likeness.recognition.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.image.Box;
import org.likeness.core.image.Landmarks;

/**
 * Decodes YuNet's outputs. For each stride S of 8, 16 and 32 the input is divided into cells of S×S pixels, row by row, and each cell has
 * <ul>
 *   <li>{@code cls_S} [1] and {@code obj_S} [1]: the score is √(cls · obj), both clipped to [0, 1];
 *   <li>{@code bbox_S} [4]: the center at (column + b₀, row + b₁) · S, the size exp(b₂) · S × exp(b₃) · S;
 *   <li>{@code kps_S} [10]: landmark n at (column + k₂ₙ, row + k₂ₙ₊₁) · S, in the order of {@link Landmarks}.
 * </ul>
 * (Wu et al., YuNet, Machine Intelligence Research 2023; OpenCV's FaceDetectorYN.)
 */
final class YuNetOutput {
    /** The strides, and so the sizes of cells in pixels. */
    static final List<Integer> STRIDES = List.of(8, 16, 32);

    private static final double LARGEST_EXPONENT = 10; // 22,026 cells: no face is larger than any picture

    private YuNetOutput() {}

    /**
     * The candidates.
     *
     * @param outputs  by name
     * @param width    of the canvas in pixels, a multiple of 32
     * @param height   of the canvas in pixels, a multiple of 32
     * @param minScore candidates of a lower score are left out
     * @return in pixels of the canvas, not yet suppressed
     */
    static List<DetectedFace> decode(Map<String, float[]> outputs, int width, int height, double minScore) {
        List<DetectedFace> candidates = new ArrayList<>();
        for (int stride : STRIDES) {
            int columns = width / stride;
            int cells = columns * (height / stride);
            float[] cls = numbers(outputs, "cls_" + stride, cells);
            float[] obj = numbers(outputs, "obj_" + stride, cells);
            float[] bbox = numbers(outputs, "bbox_" + stride, 4 * cells);
            float[] kps = numbers(outputs, "kps_" + stride, 10 * cells);
            for (int cell = 0; cell < cells; cell++) {
                double score = Math.sqrt(share(cls[cell]) * share(obj[cell]));
                if (score >= minScore) {
                    int column = cell % columns;
                    int row = cell / columns;
                    candidates.add(new DetectedFace(
                            box(bbox, cell, column, row, stride), landmarks(kps, cell, column, row, stride), score));
                }
            }
        }
        return candidates;
    }

    private static float[] numbers(Map<String, float[]> outputs, String name, int count) {
        float[] numbers = outputs.getOrDefault(name, new float[0]);
        if (numbers.length != count) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "\"%s\" has %d numbers: %d are expected", name, numbers.length, count));
        }
        return numbers;
    }

    private static double share(float value) {
        return Math.max(0, Math.min(1, value));
    }

    private static Box box(float[] bbox, int cell, int column, int row, int stride) {
        double width = Math.exp(Math.min(LARGEST_EXPONENT, bbox[4 * cell + 2])) * stride;
        double height = Math.exp(Math.min(LARGEST_EXPONENT, bbox[4 * cell + 3])) * stride;
        double centerX = (column + bbox[4 * cell]) * stride;
        double centerY = (row + bbox[4 * cell + 1]) * stride;
        return new Box(centerX - width / 2, centerY - height / 2, width, height);
    }

    private static Landmarks landmarks(float[] kps, int cell, int column, int row, int stride) {
        double[] points = new double[10];
        for (int i = 0; i < 10; i += 2) {
            points[i] = (column + kps[10 * cell + i]) * stride;
            points[i + 1] = (row + kps[10 * cell + i + 1]) * stride;
        }
        return Landmarks.of(points);
    }
}
