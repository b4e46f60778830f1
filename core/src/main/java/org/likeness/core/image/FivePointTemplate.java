package org.likeness.core.image;

import java.util.Arrays;
import java.util.Locale;

/**
 * The positions of five landmarks in the encoder's input: right eye, left eye, nose tip, right and left corner of the mouth, right and left
 * being the person's.
 */
public final class FivePointTemplate implements FaceCrop {
    /** Pixels a side of the input that {@link #ARCFACE_112} is made for. */
    public static final int ARCFACE_SIZE = 112;
    /**
     * The template of most published encoders, for 112×112 pixels (ArcFace, arXiv 1801.07698; the numbers are those of its program).
     */
    public static final FivePointTemplate ARCFACE_112 = new FivePointTemplate(
            new double[] {38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041});

    private final double[] points;

    /**
     * @param points [5 × 2], x then y, in pixels of the encoder's input; the center of its first pixel lies at (0, 0)
     */
    public FivePointTemplate(double[] points) {
        if (points.length != 10) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d numbers: a template has 10, x and y of five points", points.length));
        }
        this.points = points.clone();
    }

    public double[] points() {
        return points.clone();
    }

    /**
     * The template for an input of another size, so that a face aligned to it is the same picture, resized.
     *
     * @param factor how much larger the other input is, above 0
     */
    public FivePointTemplate scaled(double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "template scaled by %s: a factor above 0 is expected", factor));
        }
        return stretched(factor, factor);
    }

    /** The template for an input whose columns and rows are so many times as many. */
    FivePointTemplate stretched(double across, double down) {
        double[] places = new double[points.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = (points[i] + 0.5) * (i % 2 == 0 ? across : down) - 0.5; // the input's edges stay its edges
        }
        return new FivePointTemplate(places);
    }

    /** {@link #ARCFACE_112} for a square input of that many pixels a side. */
    public static FivePointTemplate arcFace(int size) {
        return size == ARCFACE_SIZE ? ARCFACE_112 : ARCFACE_112.scaled((double) size / ARCFACE_SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FivePointTemplate that && Arrays.equals(points, that.points);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(points);
    }

    @Override
    public String toString() {
        return Arrays.toString(points);
    }
}
