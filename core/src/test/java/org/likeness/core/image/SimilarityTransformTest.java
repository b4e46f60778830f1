package org.likeness.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SimilarityTransformTest {
    @Test
    void aKnownTransformIsRecovered() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            SimilarityTransform known = any(random);
            double[] from = points(random);
            SimilarityTransform found = SimilarityTransform.between(from, moved(from, known));
            assertThat(found.scale()).as("seed %d", seed).isCloseTo(known.scale(), within(1e-9));
            assertThat(found.angle()).as("seed %d", seed).isCloseTo(known.angle(), within(1e-9));
            assertThat(found.x(3, 4)).as("seed %d", seed).isCloseTo(known.x(3, 4), within(1e-7));
            assertThat(found.y(3, 4)).as("seed %d", seed).isCloseTo(known.y(3, 4), within(1e-7));
        }
    }

    /** The four unknowns are linear in the points: the normal equations of Σ |T(z) − w|², solved by elimination. */
    @Test
    void ofNoisyPointsItIsTheLeastSquaresSolution() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            double[] from = points(random);
            double[] to = points(random);
            SimilarityTransform found = SimilarityTransform.between(from, to);
            double[] plain = normalEquations(from, to);
            assertThat(new double[] {found.a(), found.b(), found.right(), found.down()})
                    .as("seed %d", seed)
                    .containsExactly(plain, within(1e-6));
        }
    }

    @Test
    void aMirrorImageIsNotReachedByReflection() {
        double[] from = FivePointTemplate.ARCFACE_112.points();
        double[] mirrored = from.clone();
        for (int i = 0; i < mirrored.length; i += 2) {
            mirrored[i] = -mirrored[i];
        }
        SimilarityTransform found = SimilarityTransform.between(from, mirrored);
        double determinant = found.a() * found.a() + found.b() * found.b();
        assertThat(determinant).isPositive();
        double[] reached = moved(from, found);
        assertThat(Math.hypot(reached[0] - mirrored[0], reached[1] - mirrored[1]))
                .isGreaterThan(10);
    }

    @Test
    void theWayBackUndoesIt() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            SimilarityTransform there = any(random);
            SimilarityTransform back = there.inverse();
            double x = random.nextDouble(-100, 100);
            double y = random.nextDouble(-100, 100);
            assertThat(back.x(there.x(x, y), there.y(x, y))).as("seed %d", seed).isCloseTo(x, within(1e-6));
            assertThat(back.y(there.x(x, y), there.y(x, y))).as("seed %d", seed).isCloseTo(y, within(1e-6));
        }
        assertThatIllegalStateException().isThrownBy(new SimilarityTransform(0, 0, 1, 1)::inverse);
    }

    @Test
    void pointsAtOnePlaceGiveNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityTransform.between(new double[] {1, 2, 1, 2}, new double[] {0, 0, 1, 1}))
                .withMessageContaining("2 points at one place");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SimilarityTransform.between(new double[4], new double[6]))
                .withMessageContaining("4 and 6 numbers");
    }

    private static SimilarityTransform any(SplittableRandom random) {
        double scale = Math.exp(random.nextDouble(-2, 2));
        double angle = random.nextDouble(-Math.PI, Math.PI);
        return new SimilarityTransform(
                scale * Math.cos(angle),
                scale * Math.sin(angle),
                random.nextDouble(-500, 500),
                random.nextDouble(-500, 500));
    }

    private static double[] points(SplittableRandom random) {
        return random.doubles(10, 0, 250).toArray();
    }

    private static double[] moved(double[] points, SimilarityTransform transform) {
        return Landmarks.of(points).moved(transform).points();
    }

    private static double[] normalEquations(double[] from, double[] to) {
        double[][] system = new double[4][5];
        for (int i = 0; i < from.length; i += 2) {
            double[][] rows = {{from[i], -from[i + 1], 1, 0, to[i]}, {from[i + 1], from[i], 0, 1, to[i + 1]}};
            for (double[] row : rows) {
                for (int r = 0; r < 4; r++) {
                    for (int c = 0; c < 5; c++) {
                        system[r][c] += row[r] * row[c];
                    }
                }
            }
        }
        for (int pivot = 0; pivot < 4; pivot++) {
            for (int r = 0; r < 4; r++) {
                double factor = r == pivot ? 0 : system[r][pivot] / system[pivot][pivot];
                for (int c = pivot; c < 5; c++) {
                    system[r][c] -= factor * system[pivot][c];
                }
            }
        }
        double[] solution = new double[4];
        for (int r = 0; r < 4; r++) {
            solution[r] = system[r][4] / system[r][r];
        }
        return solution;
    }
}
