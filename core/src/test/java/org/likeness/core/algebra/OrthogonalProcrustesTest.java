package org.likeness.core.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrthogonalProcrustesTest {
    private static final Offset<Double> NEARLY = within(1e-9);

    /** In the plane the angle is known: atan2 of the antisymmetric by the symmetric part, where a rotation is better than a reflection. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inThePlaneTheAngleIsThatOfTheFormula(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double a = random.nextDouble(0.5, 1);
        double b = random.nextDouble(-0.4, 0.4);
        double c = random.nextDouble(-0.4, 0.4);
        double d = random.nextDouble(0.5, 1); // a·d > b·c: the determinant is positive
        double angle = Math.atan2(c - b, a + d);
        double[][] rotation = OrthogonalProcrustes.of(new double[][] {{a, b}, {c, d}});
        assertThat(rotation[0]).containsExactly(new double[] {Math.cos(angle), -Math.sin(angle)}, NEARLY);
        assertThat(rotation[1]).containsExactly(new double[] {Math.sin(angle), Math.cos(angle)}, NEARLY);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void rowsOrColumnsAreOrthonormalAndNoTurnIsBetter(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 1 + random.nextInt(8);
        int columns = 1 + random.nextInt(8);
        double[][] products = new double[rows][columns];
        for (double[] row : products) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextDouble(-1, 1);
            }
        }
        double[][] rotation = OrthogonalProcrustes.of(products);
        double[][] fewer = rows <= columns ? rotation : transposed(rotation);
        for (int i = 0; i < fewer.length; i++) {
            for (int j = 0; j < fewer.length; j++) {
                assertThat(Vectors.dot(fewer[i], fewer[j])).isCloseTo(i == j ? 1 : 0, NEARLY);
            }
        }
        double best = agreement(rotation, products);
        for (int trial = 0; trial < 50 && rows > 1; trial++) {
            int first = random.nextInt(rows);
            int second = (first + 1 + random.nextInt(rows - 1)) % rows;
            double angle = random.nextDouble(-Math.PI, Math.PI);
            double[][] turned = turned(rotation, first, second, angle);
            assertThat(agreement(turned, products)).isLessThanOrEqualTo(best + 1e-9);
        }
    }

    /** Σ yᵢᵀRxᵢ, which is largest where the squared distances are smallest. */
    private static double agreement(double[][] rotation, double[][] products) {
        double sum = 0;
        for (int i = 0; i < rotation.length; i++) {
            sum += Vectors.dot(rotation[i], products[i]);
        }
        return sum;
    }

    private static double[][] turned(double[][] rotation, int first, int second, double angle) {
        double[][] turned = new double[rotation.length][];
        for (int i = 0; i < rotation.length; i++) {
            turned[i] = rotation[i].clone();
        }
        for (int j = 0; j < rotation[0].length; j++) {
            turned[first][j] = Math.cos(angle) * rotation[first][j] - Math.sin(angle) * rotation[second][j];
            turned[second][j] = Math.sin(angle) * rotation[first][j] + Math.cos(angle) * rotation[second][j];
        }
        return turned;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix[0].length][matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix[0].length; j++) {
                transposed[j][i] = matrix[i][j];
            }
        }
        return transposed;
    }

    @Test
    void directionsWithoutProductsAreMappedToNothing() {
        double[][] rotation = OrthogonalProcrustes.of(new double[][] {{0, 5, 0}, {0, 0, 0}, {-2, 0, 0}});
        assertThat(rotation[0]).containsExactly(new double[] {0, 1, 0}, NEARLY);
        assertThat(rotation[1]).containsExactly(new double[] {0, 0, 0}, NEARLY);
        assertThat(rotation[2]).containsExactly(new double[] {-1, 0, 0}, NEARLY);
        assertThat(OrthogonalProcrustes.of(new double[2][2])[0]).containsExactly(0, 0);
    }
}
