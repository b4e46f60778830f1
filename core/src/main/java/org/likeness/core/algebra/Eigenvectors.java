package org.likeness.core.algebra;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix.
 */
public final class Eigenvectors {
    private static final int MOST_ROTATIONS = 60; // for one eigenvalue; two or three are usual
    private final double[] values;
    private final double[][] vectors;

    /**
     * @param values  [N], falling
     * @param vectors [N, N], a row each, of length 1; the sign of a row is arbitrary
     */
    public Eigenvectors(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    public double[] values() {
        return values;
    }

    public double[][] vectors() {
        return vectors;
    }

    /**
     * By Householder's reflections to a matrix of three diagonals, and by the implicit QL method from there. (Golub and
     * Van Loan, Matrix Computations, 4th ed., §8.3; Wilkinson's shift.)
     *
     * @param symmetric [N, N], not changed
     */
    public static Eigenvectors of(double[][] symmetric) {
        int size = symmetric.length;
        double[][] matrix = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        double[][] basis = new double[size][size];
        for (int i = 0; i < size; i++) {
            basis[i][i] = 1;
        }
        for (int column = 0; column < size - 2; column++) {
            reflect(matrix, basis, column);
        }
        double[] diagonal = new double[size];
        double[] beside = new double[size];
        for (int i = 0; i < size; i++) {
            diagonal[i] = matrix[i][i];
            beside[i] = i + 1 < size ? matrix[i + 1][i] : 0;
        }
        double nothing = nothing(diagonal, beside);
        for (int i = 0; i < size; i++) {
            diagonalize(diagonal, beside, basis, i, nothing);
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -diagonal[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new Eigenvectors(
                Arrays.stream(order).mapToDouble(i -> diagonal[i]).toArray(),
                Arrays.stream(order).mapToObj(i -> basis[i]).toArray(double[][]::new));
    }

    /** Clears a column below its second diagonal by the reflection I − 2vvᵀ, and applies that to the basis's rows. */
    private static void reflect(double[][] matrix, double[][] basis, int column) {
        int size = matrix.length;
        double[] v = new double[size];
        for (int i = column + 1; i < size; i++) {
            v[i] = matrix[i][column];
        }
        double length = Math.sqrt(Vectors.dot(v, v));
        v[column + 1] += v[column + 1] > 0 ? length : -length;
        double reflected = Math.sqrt(Vectors.dot(v, v));
        if (reflected == 0) {
            return;
        }
        for (int i = column + 1; i < size; i++) {
            v[i] /= reflected;
        }
        double[] product = new double[size];
        double[] basisProduct = new double[size];
        for (int i = column; i < size; i++) {
            product[i] = Vectors.dot(matrix[i], v);
            Vectors.add(basisProduct, v[i], basis[i]);
        }
        double overlap = Vectors.dot(product, v);
        for (int i = column; i < size; i++) {
            // A − 2 v (Av)ᵀ − 2 (Av) vᵀ + 4 (vᵀAv) v vᵀ
            Vectors.add(matrix[i], -2 * v[i], product);
            Vectors.add(matrix[i], -2 * product[i] + 4 * overlap * v[i], v);
            Vectors.add(basis[i], -2 * v[i], basisProduct);
        }
    }

    /** Rotates until the number beside a place of the diagonal is nothing. */
    private static void diagonalize(double[] diagonal, double[] beside, double[][] basis, int place, double nothing) {
        for (int round = 0; ; round++) {
            int end = place;
            while (end + 1 < diagonal.length && !(Math.abs(beside[end]) <= nothing)) {
                end++;
            }
            if (end == place) {
                return;
            }
            if (round == MOST_ROTATIONS) {
                throw new ArithmeticException(String.format(
                        Locale.ROOT,
                        "eigenvalue %d of %d not found: is the matrix symmetric and finite?",
                        place + 1,
                        diagonal.length));
            }
            chase(diagonal, beside, basis, place, end);
        }
    }

    /** What is nothing beside the largest numbers of the matrix. */
    private static double nothing(double[] diagonal, double[] beside) {
        double largest = 0;
        for (int i = 0; i < diagonal.length; i++) {
            largest = Math.max(largest, Math.abs(diagonal[i]) + Math.abs(beside[i]));
        }
        return largest * Math.ulp(1.0);
    }

    /** One QL step between two places: rotations that chase what a shift stirs up off the matrix. */
    private static void chase(double[] diagonal, double[] beside, double[][] basis, int place, int end) {
        double half = (diagonal[place + 1] - diagonal[place]) / (2 * beside[place]);
        double shift = beside[place] / (half + Math.copySign(Math.hypot(half, 1), half));
        double carry = diagonal[end] - diagonal[place] + shift;
        double sine = 1;
        double cosine = 1;
        double moved = 0;
        for (int i = end - 1; i >= place; i--) {
            double stirred = sine * beside[i];
            double kept = cosine * beside[i];
            double length = Math.hypot(stirred, carry);
            beside[i + 1] = length;
            if (length == 0) {
                diagonal[i + 1] -= moved;
                beside[end] = 0;
                return;
            }
            sine = stirred / length;
            cosine = carry / length;
            carry = diagonal[i + 1] - moved;
            double turn = (diagonal[i] - carry) * sine + 2 * cosine * kept;
            moved = sine * turn;
            diagonal[i + 1] = carry + moved;
            carry = cosine * turn - kept;
            rotate(basis[i], basis[i + 1], sine, cosine);
        }
        diagonal[place] -= moved;
        beside[place] = carry;
        beside[end] = 0;
    }

    private static void rotate(double[] first, double[] second, double sine, double cosine) {
        for (int i = 0; i < first.length; i++) {
            double kept = second[i];
            second[i] = sine * first[i] + cosine * kept;
            first[i] = cosine * first[i] - sine * kept;
        }
    }
}
