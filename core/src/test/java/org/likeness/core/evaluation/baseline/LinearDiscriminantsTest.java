package org.likeness.core.evaluation.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearDiscriminantsTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void whatTellsClassesApartIsFoundBelowWhatVariesMore(long seed) {
        // Classes lie apart along the second axis, by less than each varies along the first.
        List<float[][]> classes = classes(20, 30, new float[] {4, 0.5f, 0.5f}, 3, new SplittableRandom(seed));
        LinearDiscriminants found = LinearDiscriminants.of(classes, 3, 1);
        assertThat(found.count()).isEqualTo(1);
        double[] direction = found.directions()[0];
        assertThat(Math.abs(direction[1])).isGreaterThan(10 * Math.abs(direction[0]));
        assertThat(withinVariance(classes, found)).isBetween(0.75, 1.0); // the ridge takes the rest
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void noMoreDirectionsAreGivenThanThereAre(long seed) {
        List<float[][]> four = classes(4, 2, new float[] {1, 1, 1, 1, 1, 1, 1, 1}, 2, new SplittableRandom(seed));
        LinearDiscriminants found = LinearDiscriminants.of(four, 100, 100);
        assertThat(found.count()).isEqualTo(3);
        for (float value : found.project(four.get(0)[0])) {
            assertThat(value).isFinite();
        }
    }

    private static double withinVariance(List<float[][]> classes, LinearDiscriminants found) {
        double sum = 0;
        int count = 0;
        for (float[][] one : classes) {
            double mean = 0;
            for (float[] point : one) {
                mean += found.project(point)[0] / one.length;
            }
            for (float[] point : one) {
                sum += Math.pow(found.project(point)[0] - mean, 2);
                count++;
            }
        }
        return sum / count;
    }

    /** Classes whose means lie apart along the second axis only. */
    private static List<float[][]> classes(
            int count, int points, float[] deviations, float apart, SplittableRandom random) {
        List<float[][]> classes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            float middle = apart * (float) random.nextDouble(-1, 1);
            float[][] one = new float[points][deviations.length];
            for (float[] point : one) {
                for (int axis = 0; axis < point.length; axis++) {
                    point[axis] = deviations[axis] * (float) random.nextDouble(-1, 1) + (axis == 1 ? middle : 0);
                }
            }
            classes.add(one);
        }
        return classes;
    }
}
