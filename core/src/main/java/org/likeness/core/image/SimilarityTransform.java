package org.likeness.core.image;

import java.util.Locale;

/**
 * A rotation, scaling and translation of the plane, without reflection: (x, y) goes to (a·x − b·y + right, b·x + a·y + down).
 *
 * @param a     scale · cos(angle)
 * @param b     scale · sin(angle)
 * @param right pixels
 * @param down  pixels
 */
public record SimilarityTransform(double a, double b, double right, double down) {
    public SimilarityTransform {
        if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(right) || !Double.isFinite(down)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "transform (%s, %s, %s, %s): all must be finite", a, b, right, down));
        }
    }

    /**
     * The transform that brings points closest to others: the sum of squared distances is least. (Umeyama 1991, §III,
     * with rotations alone. In the plane the solution is closed: with points as complex numbers about their means,
     * a + ib = Σ conj(z)·w / Σ |z|².)
     *
     * @param from [n × 2], x then y, at least two of them different
     * @param to   [n × 2], the same points where they should come to lie
     * @throws IllegalArgumentException if the lengths differ or are odd, or all points of {@code from} are one
     */
    public static SimilarityTransform between(double[] from, double[] to) {
        if (from.length != to.length || from.length % 2 != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d and %d numbers: as many of each are expected, x and y of every point",
                    from.length,
                    to.length));
        }
        double fromX = mean(from, 0);
        double fromY = mean(from, 1);
        double toX = mean(to, 0);
        double toY = mean(to, 1);
        double spread = 0;
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < from.length; i += 2) {
            double x = from[i] - fromX;
            double y = from[i + 1] - fromY;
            double u = to[i] - toX;
            double v = to[i + 1] - toY;
            spread += x * x + y * y;
            real += x * u + y * v;
            imaginary += x * v - y * u;
        }
        if (!(spread > 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d points at one place: two different ones at least are needed", from.length / 2));
        }
        double a = real / spread;
        double b = imaginary / spread;
        return new SimilarityTransform(a, b, toX - (a * fromX - b * fromY), toY - (b * fromX + a * fromY));
    }

    private static double mean(double[] points, int first) {
        double sum = 0;
        for (int i = first; i < points.length; i += 2) {
            sum += points[i];
        }
        return sum / (points.length / 2.0);
    }

    /** Where (x, y) goes, to the right. */
    public double x(double x, double y) {
        return a * x - b * y + right;
    }

    /** Where (x, y) goes, downwards. */
    public double y(double x, double y) {
        return b * x + a * y + down;
    }

    /** How much larger things become. */
    public double scale() {
        return Math.hypot(a, b);
    }

    /** How far things are turned, clockwise as seen in a picture (y points down): radians in [−π, π]. */
    public double angle() {
        return Math.atan2(b, a);
    }

    /**
     * The way back.
     *
     * @throws IllegalStateException if this transform makes everything one point
     */
    public SimilarityTransform inverse() {
        double squared = a * a + b * b;
        if (!(squared > 0)) {
            throw new IllegalStateException("a transform to a single point has no way back");
        }
        double backA = a / squared;
        double backB = -b / squared;
        return new SimilarityTransform(backA, backB, -(backA * right - backB * down), -(backB * right + backA * down));
    }
}
