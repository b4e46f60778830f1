package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.statistics.Rate;

/** Labels of any size name people; those that cannot are refused with their row. */
class LabelsTest {
    @Test
    void peopleAreThoseWhoseLabelsStandThereHoweverLarge() {
        float[] embeddings = {1, 1.1f, 5, 5.1f, 9};
        FaceSet set = FaceSet.of(embeddings, new int[] {7, 7, Integer.MAX_VALUE, Integer.MAX_VALUE, 40});
        assertThat(set.people()).isEqualTo(3);
        assertThat(set.faces().labels()).containsExactly(0, 0, 2, 2, 1);
        assertThat(Retrieval.of(set, 1)).isEqualTo(Retrieval.of(FaceSet.of(embeddings, new int[] {0, 0, 2, 2, 1}), 1));
        assertThat(NWay.of(set, 3, 50, 1).right()).isEqualTo(new Rate(50, 50));
        EmbeddedPictures strange = EmbeddedPictures.distinct(new float[] {30}, new int[] {Integer.MAX_VALUE});
        EmbeddedPictures known = EmbeddedPictures.distinct(new float[] {1}, new int[] {2_000_000_000});
        assertThat(OpenSet.of(new OpenSetTrial(known, known, 0, strange), new double[] {0.1}, 1)
                        .rankOne())
                .isEqualTo(new Rate(1, 1));
    }

    @Test
    void labelsThatNameNobodyAreRefused() {
        assertThatThrownBy(() -> FaceSet.of(new float[] {1, 2}, new int[] {0, -1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has the label -1: a number of 0 or more is expected");
        EmbeddedPictures faces = EmbeddedPictures.distinct(new float[] {1, 2}, new int[] {0, 3});
        assertThatThrownBy(() -> new FaceSet(faces, new int[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 1 has the label 3: one of 0 to 2 is expected");
        assertThatThrownBy(() -> new FaceSet(faces, new int[] {0, 0, -1, 0}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("person 2 has -1 pictures without a face");
    }

    @Test
    void clustersAgreeAlikeWhateverTheNumbersOfPeople() {
        int[] clusters = {0, 0, 1, 1, 2};
        assertThat(ClusterAgreement.of(clusters, new int[] {-1, -1, -2, -1, -3}))
                .isEqualTo(ClusterAgreement.of(clusters, new int[] {2, 2, 1, 2, 0}));
    }
}
