package org.likeness.core.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrincipalComponentsTest {
    @Test
    void findsTheAxesOfAFlattenedCloud() {
        long seed = 11;
        Random random = new Random(seed);
        float[][] points = new float[4000][3];
        for (float[] point : points) {
            double along = random.nextGaussian(0, 3);
            double across = random.nextGaussian(0, 1);
            point[0] = (float) (5 + 0.6 * along - 0.8 * across);
            point[1] = (float) (0.8 * along + 0.6 * across);
            point[2] = (float) random.nextGaussian(2, 0.1);
        }

        PrincipalComponents found = PrincipalComponents.of(points, 2);

        assertThat(found.shares()[0]).as("seed %d", seed).isCloseTo(9 / 10.01, within(0.02));
        assertThat(found.shares()[1]).as("seed %d", seed).isCloseTo(1 / 10.01, within(0.02));
        for (int i = 0; i < 20; i++) {
            double along = 0.6 * (points[i][0] - 5) + 0.8 * points[i][1];
            assertThat(Math.abs(found.coordinates()[i][0])).isCloseTo(Math.abs(along), within(0.2));
        }
    }

    @Test
    void coordinatesAreUncorrelatedAndOfMeanZero() {
        Random random = new Random(12);
        float[][] points = new float[60][8];
        for (float[] point : points) {
            for (int k = 0; k < 8; k++) {
                point[k] = random.nextFloat() * (k + 1);
            }
        }

        double[][] coordinates = PrincipalComponents.of(points, 2).coordinates();

        double product = 0;
        double mean = 0;
        for (double[] point : coordinates) {
            product += point[0] * point[1];
            mean += point[0];
        }
        assertThat(product).isCloseTo(0, within(1e-3));
        assertThat(mean).isCloseTo(0, within(1e-6));
    }

    @Test
    void pointsThatAreAllAlikeHaveNoDirection() {
        assertThat(PrincipalComponents.of(new float[5][3], 2).shares()).containsExactly(0, 0);
    }

    @Test
    void moreDirectionsThanThereAreAreRefused() {
        assertThatThrownBy(() -> PrincipalComponents.of(new float[5][3], 4))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
