package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ClusterIntervalsTest {
    @Test
    void bcubedIsTheMeanOverFaces() {
        for (long seed = 0; seed < 30; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] clusters = random.ints(40, 0, 9).toArray();
            int[] people = random.ints(40, 3, 12).toArray();
            double precision = 0;
            double recall = 0;
            for (int i = 0; i < 40; i++) {
                double both = 0;
                double cluster = 0;
                double person = 0;
                for (int j = 0; j < 40; j++) {
                    both += clusters[i] == clusters[j] && people[i] == people[j] ? 1 : 0;
                    cluster += clusters[i] == clusters[j] ? 1 : 0;
                    person += people[i] == people[j] ? 1 : 0;
                }
                precision += both / cluster / 40;
                recall += both / person / 40;
            }
            ClusterAgreement found = ClusterAgreement.of(clusters, people);
            assertThat(found.bcubedPrecision()).as("seed %d", seed).isCloseTo(precision, within(1e-12));
            assertThat(found.bcubedRecall()).as("seed %d", seed).isCloseTo(recall, within(1e-12));
            assertThat(found.bcubedF())
                    .as("seed %d", seed)
                    .isCloseTo(2 * precision * recall / (precision + recall), within(1e-12));
        }
    }

    @Test
    void anIntervalHoldsTheFigureAndIsNarrowerForMorePeople() {
        int[] few = people(30);
        int[] many = people(1000);
        ClusterIntervals wide = ClusterIntervals.of(clusters(few, 5), few, 1);
        ClusterIntervals narrow = ClusterIntervals.of(clusters(many, 5), many, 1);
        ClusterAgreement found = ClusterAgreement.of(clusters(many, 5), many);
        assertThat(narrow.pairwiseF().holds(found.pairwiseF())).isTrue();
        assertThat(narrow.bcubedF().holds(found.bcubedF())).isTrue();
        assertThat(wide.bcubedF().upper() - wide.bcubedF().lower())
                .isGreaterThan(3 * (narrow.bcubedF().upper() - narrow.bcubedF().lower()));
        assertThat(ClusterIntervals.of(clusters(many, 5), many, 1)).isEqualTo(narrow);
        assertThat(ClusterIntervals.of(many, many, 1).pairwiseF().lower())
                .as("clusters that are the people")
                .isEqualTo(1);
    }

    /** Four faces of each. */
    private static int[] people(int count) {
        int[] people = new int[4 * count];
        for (int i = 0; i < people.length; i++) {
            people[i] = i / 4;
        }
        return people;
    }

    /** Those of the people, but that some faces are in another's. */
    private static int[] clusters(int[] people, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] clusters = people.clone();
        for (int i = 0; i < clusters.length; i++) {
            if (random.nextDouble() < 0.2) {
                clusters[i] = people[random.nextInt(people.length)];
            }
        }
        return clusters;
    }
}
