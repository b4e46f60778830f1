package org.likeness.core.image;

import java.util.Locale;

/**
 * Five points of a face. Right and left are the person's own: in a picture that is not a mirror image, the right eye lies
 * on the left.
 *
 * @param rightEye         its center
 * @param leftEye          its center
 * @param noseTip          the tip
 * @param rightMouthCorner the corner
 * @param leftMouthCorner  the corner
 */
public record Landmarks(Point rightEye, Point leftEye, Point noseTip, Point rightMouthCorner, Point leftMouthCorner) {
    /**
     * A place in a picture, in pixels: x to the right, y down, the center of the first pixel at (0, 0).
     *
     * @param x finite
     * @param y finite
     */
    public record Point(double x, double y) {
        public Point {
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "point (%s, %s): both must be finite", x, y));
            }
        }

        /** Pixels between the two. */
        public double distanceTo(Point other) {
            return Math.hypot(x - other.x, y - other.y);
        }

        /** Half way. */
        public Point middle(Point other) {
            return new Point((x + other.x) / 2, (y + other.y) / 2);
        }
    }

    /**
     * Reads points from an array.
     *
     * @param points [5 × 2], x then y, in the order of this record
     * @throws IllegalArgumentException if there are not ten finite numbers
     */
    public static Landmarks of(double[] points) {
        if (points.length != 10) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d numbers: landmarks are 10, x and y of five points", points.length));
        }
        return new Landmarks(
                new Point(points[0], points[1]),
                new Point(points[2], points[3]),
                new Point(points[4], points[5]),
                new Point(points[6], points[7]),
                new Point(points[8], points[9]));
    }

    /** The points as an array, [5 × 2], x then y, in the order of this record. */
    public double[] points() {
        return new double[] {
            rightEye.x, rightEye.y,
            leftEye.x, leftEye.y,
            noseTip.x, noseTip.y,
            rightMouthCorner.x, rightMouthCorner.y,
            leftMouthCorner.x, leftMouthCorner.y
        };
    }

    /** Pixels between the centers of the eyes. */
    public double eyeDistance() {
        return rightEye.distanceTo(leftEye);
    }

    /** Where the points lie once the picture has been moved. */
    public Landmarks moved(SimilarityTransform transform) {
        double[] points = points();
        double[] moved = new double[10];
        for (int i = 0; i < 10; i += 2) {
            moved[i] = transform.x(points[i], points[i + 1]);
            moved[i + 1] = transform.y(points[i], points[i + 1]);
        }
        return of(moved);
    }
}
