package org.likeness.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.evaluation.verification.Calibrator;
import org.likeness.core.evaluation.verification.IdentityBootstrap;

class DenseLabelsTest {
    @Test
    void labelsOfAnySizeKeepTheirOrder() {
        assertThat(DenseLabels.of(new int[] {7, Integer.MAX_VALUE, 7, 0})).containsExactly(1, 2, 1, 0);
        assertThat(DenseLabels.of(new int[] {2, 0, 1})).containsExactly(2, 0, 1);
        assertThat(DenseLabels.of(new int[0])).isEmpty();
    }

    @Test
    void aNegativeLabelIsNamedByItsRow() {
        assertThatThrownBy(() -> DenseLabels.of(new int[] {0, -3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has the label -3: a number of 0 or more is expected");
    }

    @Test
    void peopleOfPairsMayHaveNumbersOfAnySize() {
        PairPeople people = new PairPeople(new int[] {5, Integer.MAX_VALUE}, new int[] {5, 9});
        assertThat(people.people()).isEqualTo(3);
        assertThat(people.first()).containsExactly(0, 2);
        assertThat(people.second()).containsExactly(0, 1);
        assertThatThrownBy(() -> new PairPeople(new int[] {0}, new int[] {-1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("label -1");
    }

    @Test
    void aCalibrationDoesNotDependOnHowPeopleAreNumbered() {
        float[][] embeddings = new float[40][];
        int[] dense = new int[40];
        int[] huge = new int[40];
        for (int i = 0; i < 40; i++) {
            embeddings[i] =
                    new float[] {(float) Math.cos(i / 2 + 0.1 * (i % 2)), (float) Math.sin(i / 2 + 0.1 * (i % 2))};
            dense[i] = i / 2;
            huge[i] = Integer.MAX_VALUE - 19 + i / 2;
        }
        IdentityBootstrap bootstrap = new IdentityBootstrap(40, 0.95, 1, 1);
        List<Calibration> found = List.of(dense, huge).stream()
                .map(labels -> Calibrator.measure(
                        embeddings, labels, Distance.SQUARED_EUCLIDEAN, "", "", new double[] {0.1}, bootstrap))
                .toList();
        assertThat(found.get(1)).isEqualTo(found.get(0));
    }
}
