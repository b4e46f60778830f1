package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;
import org.likeness.core.search.NearestNegatives;

class GraphSearchTest {
    private static final int DIMENSION = 16;

    /** Points of the unit sphere about centers, five each. */
    private static EmbeddedPictures points(long seed, int count) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] embeddings = new float[count * DIMENSION];
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            labels[row] = row / 5;
            SplittableRandom center = new SplittableRandom(seed + labels[row]);
            double squares = 0;
            for (int i = row * DIMENSION; i < (row + 1) * DIMENSION; i++) {
                embeddings[i] = (float) (center.nextDouble(-1, 1) + random.nextDouble(-1, 1));
                squares += embeddings[i] * embeddings[i];
            }
            for (int i = row * DIMENSION; i < (row + 1) * DIMENSION; i++) {
                embeddings[i] /= (float) Math.sqrt(squares);
            }
        }
        return EmbeddedPictures.distinct(embeddings, labels);
    }

    @Test
    void nearlyAllOfTheNearestNegativesAreFound() {
        EmbeddedPictures all = points(1, 2000);
        NearestNegatives exact = new ExactSearch(2).of(all, 8);
        NearestNegatives found = new GraphSearch().of(all, 8);
        int same = 0;
        for (int row = 0; row < all.size(); row++) {
            assertThat(found.rows()[row]).hasSize(8);
            for (int i = 0; i < 8; i++) {
                int other = found.rows()[row][i];
                assertThat(all.labels()[other]).isNotEqualTo(all.labels()[row]);
                assertThat(found.distances()[row][i]).isEqualTo(all.distance(row, other));
                for (int neighbor : exact.rows()[row]) {
                    same += neighbor == other ? 1 : 0;
                }
            }
        }
        assertThat(same / 16_000.0).as("recall").isGreaterThan(0.98);
    }

    @Test
    void theSameRowsGiveTheSameNeighbors() {
        EmbeddedPictures all = points(2, 1500);
        NearestNegatives one = new GraphSearch().of(all, 8);
        NearestNegatives other = new GraphSearch().of(all, 8);
        assertThat(other.rows()).isDeepEqualTo(one.rows());
    }
}
