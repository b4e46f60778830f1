package org.likeness.core.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EigenvectorsTest {
    private static final Offset<Double> NEARLY = within(1e-9);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void matrixTimesVectorIsValueTimesVector(long seed) {
        var random = new SplittableRandom(seed);
        int size = 1 + random.nextInt(30);
        double[][] matrix = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                matrix[i][j] = random.nextDouble(-1, 1);
                matrix[j][i] = matrix[i][j];
            }
        }
        requireEigenvectors(matrix);
    }

    @Test
    void equalAndMissingEigenvaluesAreNoTrouble() {
        requireEigenvectors(new double[4][4]);
        requireEigenvectors(new double[][] {{2, 0, 0}, {0, 2, 0}, {0, 0, 2}});
        requireEigenvectors(new double[][] {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}});
        requireEigenvectors(new double[][] {{0, 1e-200}, {1e-200, 0}});
        requireEigenvectors(new double[][] {{-1, 2, 0, 0}, {2, -1, 0, 0}, {0, 0, 5, 0}, {0, 0, 0, 5}});
    }

    @Test
    void valuesOfAKnownMatrixAreRight() {
        Eigenvectors found = Eigenvectors.of(new double[][] {{2, 1}, {1, 2}});
        assertThat(found.values()).containsExactly(new double[] {3, 1}, NEARLY);
        assertThat(Math.abs(found.vectors()[0][0])).isCloseTo(Math.sqrt(0.5), NEARLY);
    }

    @Test
    void matrixThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> Eigenvectors.of(new double[][] {{1, Double.NaN}, {Double.NaN, 1}}))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("symmetric and finite");
    }

    private static void requireEigenvectors(double[][] matrix) {
        double[][] before = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        Eigenvectors found = Eigenvectors.of(matrix);
        assertThat(matrix).isDeepEqualTo(before);
        for (int i = 0; i < matrix.length; i++) {
            double[] vector = found.vectors()[i];
            double value = found.values()[i];
            for (int row = 0; row < matrix.length; row++) {
                assertThat(Vectors.dot(matrix[row], vector)).isCloseTo(value * vector[row], NEARLY);
            }
            for (int j = 0; j <= i; j++) {
                assertThat(Vectors.dot(vector, found.vectors()[j])).isCloseTo(i == j ? 1 : 0, NEARLY);
            }
            assertThat(value).isLessThanOrEqualTo(i == 0 ? Double.MAX_VALUE : found.values()[i - 1]);
        }
    }
}
