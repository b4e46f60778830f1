package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;

/** Protocols on ten people with three faces each, at unit vectors of their own: every face is nearest to its person's. */
class ProtocolTest {
    private static final int PEOPLE = 10;
    private static final int PICTURES = 3;
    private static final FaceSet SET = apart(PEOPLE, PICTURES);

    private static FaceSet apart(int people, int pictures) {
        float[] rows = new float[people * pictures * people];
        int[] labels = new int[people * pictures];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i / pictures;
            rows[i * people + labels[i]] = 1;
        }
        return FaceSet.of(rows, labels);
    }

    private static SetResult evaluate(Protocol.OfSet protocol) {
        return protocol.evaluate(SET, Double.NaN, 2, done -> {});
    }

    @Test
    void eachFaceFindsItsPerson() {
        Retrieval.Result result = (Retrieval.Result) evaluate(new Protocol.OfRetrieval("search", 1));
        assertThat(result.precisionAt1().count()).isEqualTo(PEOPLE * PICTURES);
        assertThat(result.mapAtR()).isEqualTo(1);
    }

    @Test
    void clustersArePeople() {
        ClusteringResult whole =
                (ClusteringResult) evaluate(new Protocol.OfClustering("clusters", 1, OptionalDouble.empty()));
        assertThat(whole.faces()).isEqualTo(PEOPLE * PICTURES);
        assertThat(whole.people()).isEqualTo(PEOPLE);
        assertThat(whole.asManyAsPeople().pairwiseF()).isEqualTo(1);
        assertThat(whole.withinThreshold()).isEmpty();
    }

    @Test
    void aStatedDistanceOfClustersGoesBeforeTheEncodersOwn() {
        Protocol.OfClustering stated = new Protocol.OfClustering("clusters", 1, OptionalDouble.of(3));
        assertThat(stated.evaluate(SET, 0.5, 1, done -> {}).withinThreshold()).hasValueSatisfying(cut -> {
            assertThat(cut.threshold()).isEqualTo(3);
            assertThat(cut.agreement().clusters()).isEqualTo(1);
        });
        Protocol.OfClustering own = new Protocol.OfClustering("clusters", 1, OptionalDouble.empty());
        assertThat(own.evaluate(SET, 0.5, 1, done -> {}).withinThreshold())
                .hasValueSatisfying(
                        cut -> assertThat(cut.agreement().clusters()).isEqualTo(PEOPLE));
    }

    @Test
    void theShareOfThePeopleIsEnrolledAndTheOthersAreStrangers() {
        OpenSet.Result result = (OpenSet.Result) evaluate(new Protocol.OfOpenSet("gate", 1, List.of(0.1), 0.4, 2));
        assertThat(result.enrolled()).isEqualTo(4);
        assertThat(result.rankOne().trials()).isEqualTo(4 * (PICTURES - 2));
        assertThat(result.rankOne().count()).isEqualTo(4);
        assertThat(result.points().get(0).falsePositives().trials()).isEqualTo(6 * PICTURES);
    }

    @Test
    void allEnrolledLeavesNoStrangers() {
        Protocol.OfOpenSet everyone = new Protocol.OfOpenSet("gate", 1, List.of(0.1), 1, 1);
        assertThatThrownBy(() -> evaluate(everyone))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("10 people are enrolled and no strangers are left");
        assertThatThrownBy(() -> new Protocol.OfOpenSet("gate", 1, List.of(), 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void oneOfNIsAlwaysRight() {
        NWay.Result result = (NWay.Result) evaluate(new Protocol.OfNWay("shots", 1, 5, 40));
        assertThat(result.right().value()).isCloseTo(1, within(0.0));
        assertThat(result.right().trials()).isEqualTo(40);
    }

    @Test
    void aSetWithOneFaceEachIsRefused() {
        Protocol.OfRetrieval search = new Protocol.OfRetrieval("search", 1);
        assertThatThrownBy(() -> search.evaluate(apart(4, 1), Double.NaN, 1, done -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageStartingWith("no person has two pictures with a face");
    }
}
