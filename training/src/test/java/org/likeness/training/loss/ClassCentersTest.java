package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.ProcessGroup;

final class ClassCentersTest {
    private static final int[] ALL = {0, 1, 2, 3};

    private static ClassCenters centers() {
        return new ClassCenters(4, 3, new SplittableRandom(3), ProcessGroup.ALONE);
    }

    private static double length(float[] rows, int row) {
        double squares = 0;
        for (int i = row * 3; i < row * 3 + 3; i++) {
            squares += rows[i] * rows[i];
        }
        return Math.sqrt(squares);
    }

    @Test
    void onlyThoseThatTakePartMoveAndAllStayOnTheSphere() {
        ClassCenters centers = centers();
        float[] before = centers.of(ALL);
        centers.move(new int[] {1, 3}, new float[] {1, 2, 3, -1, 0, 1}, 0.1, 0.9);
        float[] after = centers.of(ALL);
        for (int row : ALL) {
            assertThat(length(before, row)).isCloseTo(1, within(1e-6));
            assertThat(length(after, row)).isCloseTo(1, within(1e-6));
            boolean same = Arrays.equals(before, row * 3, row * 3 + 3, after, row * 3, row * 3 + 3);
            assertThat(same).as("center %d", row).isEqualTo(row == 0 || row == 2);
        }
    }

    @Test
    void movesAreThoseOfGradientDescentWithMomentumOnTheSphere() {
        ClassCenters centers = centers();
        double[] center = new double[3];
        double[] velocity = new double[3];
        for (int i = 0; i < 3; i++) {
            center[i] = centers.of(new int[] {2})[i];
        }
        SplittableRandom random = new SplittableRandom(4);
        for (int step = 0; step < 5; step++) {
            float[] gradient = new float[3];
            double squares = 0;
            for (int i = 0; i < 3; i++) {
                gradient[i] = (float) random.nextDouble(-1, 1);
                velocity[i] = 0.8 * velocity[i] + gradient[i];
                center[i] -= 0.2 * velocity[i];
                squares += center[i] * center[i];
            }
            centers.move(new int[] {2}, gradient, 0.2, 0.8);
            for (int i = 0; i < 3; i++) {
                center[i] /= Math.sqrt(squares);
                assertThat((double) centers.of(new int[] {2})[i]).isCloseTo(center[i], within(1e-5));
            }
        }
    }

    @Test
    void whatIsSavedIsTakenBackVelocitiesIncluded() {
        ClassCenters centers = centers();
        float[] gradient = {1, 2, 3, -1, 0, 1};
        centers.move(new int[] {1, 3}, gradient, 0.1, 0.9);
        ClassCenters other = new ClassCenters(4, 3, new SplittableRandom(99), ProcessGroup.ALONE);
        other.load(centers.state());
        centers.move(new int[] {1, 2}, gradient, 0.1, 0.9);
        other.move(new int[] {1, 2}, gradient, 0.1, 0.9);
        assertThat(other.of(ALL)).isEqualTo(centers.of(ALL));
    }

    @Test
    void anothersStateIsRefusedAndNothingOverwritten() {
        ClassCenters centers = centers();
        float[] before = centers.of(ALL);
        ClassCenters more = new ClassCenters(5, 3, new SplittableRandom(1), ProcessGroup.ALONE);
        for (Map<String, TensorData> state : List.of(more.state(), Map.<String, TensorData>of())) {
            assertThatThrownBy(() -> centers.load(state))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("\"centers\" of 4 people with 3 numbers each is expected");
        }
        assertThat(centers.of(ALL)).isEqualTo(before);
    }

    @Test
    void morePeopleThanAnArrayHasPlacesForAreRefused() {
        assertThatThrownBy(() -> new ClassCenters(10_000_000, 512, new SplittableRandom(1), ProcessGroup.ALONE))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("10,000,000 people with 512 numbers each");
    }
}
