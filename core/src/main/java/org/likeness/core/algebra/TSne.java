package org.likeness.core.algebra;

import java.util.Arrays;
import java.util.Locale;

/**
 * t-distributed stochastic neighbor embedding: a map in the plane on which neighbors stay neighbors. How far apart two
 * groups lie on it says little.
 *
 * <p>The exact method, in O(N²) time a step, for some hundred points. It begins with the principal components instead of
 * random places, so that the same points give the same map.
 *
 * @see <a href="https://jmlr.org/papers/v9/vandermaaten08a.html">van der Maaten and Hinton 2008</a>
 */
public final class TSne {
    private static final int STEPS = 1000; // these and the next five: §3.4 of the paper, except for the exaggeration
    private static final double LEARNING_RATE = 100;
    private static final int EXAGGERATED_STEPS = 250;
    private static final double EXAGGERATION = 12; // van der Maaten 2014, §4.2 (JMLR 15)
    private static final double EARLY_MOMENTUM = 0.5;
    private static final double LATE_MOMENTUM = 0.8;
    private static final double INITIAL_DEVIATION = 1e-4;
    private static final double SMALLEST_GAIN = 0.01; // Jacobs 1988, as in the authors' own program
    private static final int BISECTIONS = 60;

    private TSne() {}

    /**
     * Draws the map.
     *
     * @param points     [N, D], at least 4
     * @param perplexity how many neighbors of a point count, about; below N / 3
     * @return places in the plane, [N, 2], of mean 0
     * @throws IllegalArgumentException if there are too few points for the perplexity
     */
    public static double[][] of(float[][] points, double perplexity) {
        if (points.length < 4 || !(perplexity > 1 && perplexity < points.length / 3.0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "perplexity %s for %d points: it must lie between 1 and a third of them",
                    perplexity,
                    points.length));
        }
        double[][] similarities = similarities(points, perplexity);
        double[][] places = beginning(points);
        double[][] velocity = new double[points.length][2];
        double[][] gains = new double[points.length][2];
        for (double[] gain : gains) {
            Arrays.fill(gain, 1);
        }
        for (int step = 0; step < STEPS; step++) {
            boolean early = step < EXAGGERATED_STEPS;
            double[][] gradient = gradient(similarities, places, early ? EXAGGERATION : 1);
            move(places, velocity, gains, gradient, early ? EARLY_MOMENTUM : LATE_MOMENTUM);
        }
        return places;
    }

    /** p, symmetric and of sum 1: the conditional similarities of both directions, halved. */
    static double[][] similarities(float[][] points, double perplexity) {
        int count = points.length;
        double[][] conditional = new double[count][];
        for (int i = 0; i < count; i++) {
            conditional[i] = conditional(points, i, perplexity);
        }
        double[][] similarities = new double[count][count];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                similarities[i][j] = (conditional[i][j] + conditional[j][i]) / (2 * count);
            }
        }
        return similarities;
    }

    /** p(j|i): a Gaussian around point i, of the width at which its perplexity is as asked for. */
    static double[] conditional(float[][] points, int i, double perplexity) {
        double[] distances = new double[points.length];
        for (int j = 0; j < points.length; j++) {
            for (int k = 0; k < points[i].length; k++) {
                distances[j] += Math.pow((double) points[i][k] - points[j][k], 2);
            }
        }
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double precision = 1;
        double[] shares = gaussian(distances, i, precision);
        for (int round = 0; round < BISECTIONS; round++) {
            if (perplexity(shares) > perplexity) {
                low = precision;
                precision = Double.isInfinite(high) ? 2 * precision : (precision + high) / 2;
            } else {
                high = precision;
                precision = (low + precision) / 2;
            }
            shares = gaussian(distances, i, precision);
        }
        return shares;
    }

    private static double[] gaussian(double[] distances, int self, double precision) {
        double nearest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < distances.length; j++) {
            nearest = j == self ? nearest : Math.min(nearest, distances[j]);
        }
        double[] shares = new double[distances.length];
        double sum = 0;
        for (int j = 0; j < distances.length; j++) {
            shares[j] = j == self ? 0 : Math.exp(-precision * (distances[j] - nearest));
            sum += shares[j];
        }
        for (int j = 0; j < shares.length; j++) {
            shares[j] /= sum;
        }
        return shares;
    }

    /** 2 to the entropy in bits. */
    static double perplexity(double[] shares) {
        double entropy = 0;
        for (double share : shares) {
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private static double[][] beginning(float[][] points) {
        double[][] places = PrincipalComponents.of(points, 2).coordinates();
        double variance = 0;
        for (double[] place : places) {
            variance += place[0] * place[0] / places.length;
        }
        double scale = INITIAL_DEVIATION / Math.max(Math.sqrt(variance), Double.MIN_NORMAL);
        for (double[] place : places) {
            place[0] *= scale;
            place[1] *= scale;
        }
        return places;
    }

    /** Of the Kullback–Leibler divergence KL(p‖q) with respect to the places: eq. 5. */
    static double[][] gradient(double[][] similarities, double[][] places, double exaggeration) {
        int count = places.length;
        double[][] kernel = new double[count][count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < i; j++) {
                double value = 1 / (1 + square(places[i], places[j]));
                kernel[i][j] = value;
                kernel[j][i] = value;
                sum += 2 * value;
            }
        }
        double[][] gradient = new double[count][2];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                double pull = 4 * (exaggeration * similarities[i][j] - kernel[i][j] / sum) * kernel[i][j];
                gradient[i][0] += pull * (places[i][0] - places[j][0]);
                gradient[i][1] += pull * (places[i][1] - places[j][1]);
            }
        }
        return gradient;
    }

    private static double square(double[] a, double[] b) {
        double x = a[0] - b[0];
        double y = a[1] - b[1];
        return x * x + y * y;
    }

    private static void move(
            double[][] places, double[][] velocity, double[][] gains, double[][] gradient, double momentum) {
        double[] mean = new double[2];
        for (int i = 0; i < places.length; i++) {
            for (int axis = 0; axis < 2; axis++) {
                boolean turning = gradient[i][axis] > 0 == velocity[i][axis] > 0;
                gains[i][axis] = Math.max(SMALLEST_GAIN, turning ? gains[i][axis] * 0.8 : gains[i][axis] + 0.2);
                velocity[i][axis] = momentum * velocity[i][axis] - LEARNING_RATE * gains[i][axis] * gradient[i][axis];
                places[i][axis] += velocity[i][axis];
                mean[axis] += places[i][axis] / places.length;
            }
        }
        for (double[] place : places) {
            place[0] -= mean[0];
            place[1] -= mean[1];
        }
    }
}
