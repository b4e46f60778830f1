package org.likeness.core.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffectiveRankTest {
    private static float[][] gaussian(int rows, int columns, long seed) {
        Random random = new Random(seed);
        float[][] embeddings = new float[rows][columns];
        for (float[] row : embeddings) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextGaussian();
            }
        }
        return embeddings;
    }

    @Test
    void oneEmbeddingForEverybodyHasRankOne() {
        float[][] same = {{0.6f, 0.8f, 0}, {0.6f, 0.8f, 0}, {0.6f, 0.8f, 0}, {0.6f, 0.8f, 0}};
        assertThat(EffectiveRank.of(same)).isCloseTo(1, within(1e-6));
        assertThat(EffectiveRank.of(new float[5][3])).isZero();
    }

    @Test
    void directionsThatAreUsedEvenlyAreCounted() {
        float[][] axes = new float[8][12];
        for (int row = 0; row < 8; row++) {
            axes[row][row % 4] = row < 4 ? 1 : -1;
        }
        assertThat(EffectiveRank.of(axes)).isCloseTo(4, within(1e-6));
    }

    @Test
    void singularValuesOfThreeToOneGiveTheEntropyOfTheirShares() {
        float[][] embeddings = {{3, 0}, {0, 1}};
        double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
        assertThat(EffectiveRank.of(embeddings)).isCloseTo(Math.exp(entropy), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"1,20,7", "2,7,20", "3,16,16", "4,30,4"})
    void agreesWithSingularValuesByOneSidedRotations(long seed, int rows, int columns) {
        float[][] embeddings = gaussian(rows, columns, seed);
        assertThat(EffectiveRank.of(embeddings)).as("seed %d", seed).isCloseTo(slow(embeddings), within(1e-6));
    }

    /** Jacobi's one-sided method: rotates columns until each two are orthogonal; their lengths are then the singular values. */
    private static double slow(float[][] embeddings) {
        int columns = embeddings[0].length;
        double[][] a = new double[columns][embeddings.length];
        for (int row = 0; row < embeddings.length; row++) {
            for (int column = 0; column < columns; column++) {
                a[column][row] = embeddings[row][column];
            }
        }
        for (int sweep = 0; sweep < 60; sweep++) {
            for (int i = 0; i < columns; i++) {
                for (int j = i + 1; j < columns; j++) {
                    rotate(a[i], a[j]);
                }
            }
        }
        double sum = 0;
        for (double[] column : a) {
            sum += Math.sqrt(dot(column, column));
        }
        double entropy = 0;
        for (double[] column : a) {
            double share = Math.sqrt(dot(column, column)) / sum;
            entropy -= share > 1e-12 ? share * Math.log(share) : 0;
        }
        return Math.exp(entropy);
    }

    private static void rotate(double[] a, double[] b) {
        double angle = 0.5 * Math.atan2(2 * dot(a, b), dot(a, a) - dot(b, b));
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int i = 0; i < a.length; i++) {
            double kept = a[i];
            a[i] = cosine * kept + sine * b[i];
            b[i] = cosine * b[i] - sine * kept;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
