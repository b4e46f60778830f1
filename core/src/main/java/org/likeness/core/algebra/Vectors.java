package org.likeness.core.algebra;

/** Vector arithmetic. */
public final class Vectors {
    private static final double SMALLEST_LENGTH = 1e-12;

    private Vectors() {}

    /** The vector with length 1, in place; a vector of length 0 stays. */
    public static float[] unit(float[] vector) {
        double square = 0;
        for (float value : vector) {
            square += (double) value * value;
        }
        double length = Math.max(Math.sqrt(square), SMALLEST_LENGTH);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) (vector[i] / length);
        }
        return vector;
    }

    /** a·b. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Adds a multiple of another vector, in place. */
    public static void add(double[] vector, double factor, double[] other) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += factor * other[i];
        }
    }
}
