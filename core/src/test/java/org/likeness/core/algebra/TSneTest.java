package org.likeness.core.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TSneTest {
    private static final int GROUPS = 5;
    private static final int EACH = 12;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neighborsOnTheMapAreOfOneGroup(long seed) {
        float[][] points = groups(seed);

        double[][] places = TSne.of(points, 8);

        for (int i = 0; i < places.length; i++) {
            assertThat(nearest(places, i) / EACH)
                    .as("seed %d, point %d", seed, i)
                    .isEqualTo(i / EACH);
        }
    }

    @Test
    void theSamePointsGiveTheSameMap() {
        assertThat(TSne.of(groups(1), 8)).isDeepEqualTo(TSne.of(groups(1), 8));
    }

    @Test
    void eachPointHasThePerplexityAskedFor() {
        float[][] points = groups(4);
        for (int i = 0; i < points.length; i++) {
            assertThat(TSne.perplexity(TSne.conditional(points, i, 8))).isCloseTo(8, within(1e-6));
        }
    }

    @Test
    void gradientMatchesFiniteDifferences() {
        long seed = 5;
        Random random = new Random(seed);
        double[][] similarities = TSne.similarities(groups(seed), 8);
        double[][] places = new double[similarities.length][2];
        for (double[] place : places) {
            place[0] = random.nextGaussian();
            place[1] = random.nextGaussian();
        }

        double[][] gradient = TSne.gradient(similarities, places, 1);

        double step = 1e-5;
        for (int i = 0; i < places.length; i += 7) {
            for (int axis = 0; axis < 2; axis++) {
                double here = places[i][axis];
                places[i][axis] = here + step;
                double above = divergence(similarities, places);
                places[i][axis] = here - step;
                double below = divergence(similarities, places);
                places[i][axis] = here;
                assertThat(gradient[i][axis])
                        .as("seed %d, point %d, axis %d", seed, i, axis)
                        .isCloseTo((above - below) / (2 * step), within(1e-8));
            }
        }
    }

    @Test
    void tooFewPointsForThePerplexityAreRefused() {
        assertThatThrownBy(() -> TSne.of(new float[9][2], 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perplexity 3.0 for 9 points: it must lie between 1 and a third of them");
    }

    /** KL(p‖q), written down as in the paper's eq. 2 and 4. */
    private static double divergence(double[][] similarities, double[][] places) {
        double sum = 0;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                sum += i == j ? 0 : kernel(places[i], places[j]);
            }
        }
        double divergence = 0;
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                double p = similarities[i][j];
                divergence += i == j || p == 0 ? 0 : p * Math.log(p / (kernel(places[i], places[j]) / sum));
            }
        }
        return divergence;
    }

    private static double kernel(double[] a, double[] b) {
        return 1 / (1 + Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2));
    }

    private static int nearest(double[][] places, int to) {
        int nearest = -1;
        for (int i = 0; i < places.length; i++) {
            if (i != to && (nearest < 0 || kernel(places[i], places[to]) > kernel(places[nearest], places[to]))) {
                nearest = i;
            }
        }
        return nearest;
    }

    private static float[][] groups(long seed) {
        Random random = new Random(seed);
        float[][] points = new float[GROUPS * EACH][16];
        for (int group = 0; group < GROUPS; group++) {
            double[] center = random.doubles(16, -1, 1).toArray();
            for (int i = 0; i < EACH; i++) {
                for (int k = 0; k < 16; k++) {
                    points[group * EACH + i][k] = (float) random.nextGaussian(center[k], 0.1);
                }
            }
        }
        return points;
    }
}
