package org.likeness.core.algebra;

import java.util.Arrays;
import java.util.Locale;

/** The directions of largest variance of a set of points, and the coordinates of the points along them. */
public final class PrincipalComponents {
    private static final int MOST_ITERATIONS = 1000;
    private static final double STILL = 1e-12; // a direction that turns by less has been found
    private final double[][] coordinates;
    private final double[] shares;

    /**
     * @param coordinates [N, count], of mean 0; the sign of a direction is arbitrary
     * @param shares      of the whole variance that each direction keeps, [count], falling
     */
    public PrincipalComponents(double[][] coordinates, double[] shares) {
        this.coordinates = coordinates;
        this.shares = shares;
    }

    public double[][] coordinates() {
        return coordinates;
    }

    public double[] shares() {
        return shares;
    }

    /**
     * Projects points.
     *
     * @param points [N, D], at least one
     * @param count  directions, in [1, D]
     * @throws IllegalArgumentException if there is no point or more directions are asked for than there are
     */
    public static PrincipalComponents of(float[][] points, int count) {
        if (points.length == 0 || count < 1 || count > points[0].length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d directions of %d points", count, points.length));
        }
        double[][] centered = centered(points);
        double[][] covariance = covariance(centered);
        double whole = 0;
        for (int i = 0; i < covariance.length; i++) {
            whole += covariance[i][i];
        }
        double[][] coordinates = new double[points.length][count];
        double[] shares = new double[count];
        for (int component = 0; component < count; component++) {
            double[] direction = strongest(covariance);
            for (int i = 0; i < points.length; i++) {
                coordinates[i][component] = dot(centered[i], direction);
            }
            double variance = dot(times(covariance, direction), direction);
            shares[component] = whole == 0 ? 0 : variance / whole;
            deflate(covariance, direction, variance);
        }
        return new PrincipalComponents(coordinates, shares);
    }

    private static double[][] centered(float[][] points) {
        int size = points[0].length;
        double[] mean = new double[size];
        for (float[] point : points) {
            for (int j = 0; j < size; j++) {
                mean[j] += (double) point[j] / points.length;
            }
        }
        double[][] centered = new double[points.length][size];
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < size; j++) {
                centered[i][j] = points[i][j] - mean[j];
            }
        }
        return centered;
    }

    private static double[][] covariance(double[][] centered) {
        int size = centered[0].length;
        double[][] covariance = new double[size][size];
        for (double[] point : centered) {
            for (int j = 0; j < size; j++) {
                for (int k = 0; k < size; k++) {
                    covariance[j][k] += point[j] * point[k] / centered.length;
                }
            }
        }
        return covariance;
    }

    /** The eigenvector of the largest eigenvalue, by the power method from the coordinate that varies most. */
    private static double[] strongest(double[][] matrix) {
        int first = 0;
        for (int i = 1; i < matrix.length; i++) {
            first = matrix[i][i] > matrix[first][first] ? i : first;
        }
        double[] direction = new double[matrix.length];
        direction[first] = 1;
        for (int i = 0; i < MOST_ITERATIONS; i++) {
            double[] next = times(matrix, direction);
            double length = Math.sqrt(dot(next, next));
            if (length == 0) {
                return direction;
            }
            Arrays.setAll(next, j -> next[j] / length);
            boolean found = 1 - Math.abs(dot(next, direction)) < STILL;
            direction = next;
            if (found) {
                break;
            }
        }
        return direction;
    }

    private static void deflate(double[][] matrix, double[] direction, double variance) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] -= variance * direction[i] * direction[j];
            }
        }
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        Arrays.setAll(product, i -> dot(matrix[i], vector));
        return product;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
