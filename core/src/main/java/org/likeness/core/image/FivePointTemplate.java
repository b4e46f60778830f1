package org.likeness.core.image;

import java.util.Arrays;

/**
 * Where five landmarks lie in the encoder's input: right eye, left eye, nose tip, right and left corner of the mouth,
 * as the person has them.
 *
 * @param points [5 × 2], x then y, in pixels of the encoder's input
 */
public record FivePointTemplate(double[] points) implements FaceCrop {
    /**
     * The template of ArcFace for pictures of 112×112 (arXiv 1801.07698), which most published encoders were trained with: the
     * numbers are those of InsightFace.
     */
    public static final FivePointTemplate ARCFACE_112 = new FivePointTemplate(
            new double[] {38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041});

    public FivePointTemplate {
        if (points.length != 10) {
            throw new IllegalArgumentException(
                    "%d numbers: a template has 10, x and y of five points".formatted(points.length));
        }
        points = points.clone();
    }

    @Override
    public double[] points() {
        return points.clone();
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
