package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.search.EmbeddedPictures;

class AllPairsTest {
    private static final int DIMENSION = 8;
    private static final int[] PEOPLE = {0, 0, 1, 2, 2, 2, 3, 1, 0, 4, 4, 3};

    private static float[] embeddings() {
        var random = new SplittableRandom(5);
        float[] values = new float[PEOPLE.length * DIMENSION];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return values;
    }

    private static EmbeddedPictures rows(int from, int to) {
        return EmbeddedPictures.distinct(
                Arrays.copyOfRange(embeddings(), from * DIMENSION, to * DIMENSION),
                Arrays.copyOfRange(PEOPLE, from, to));
    }

    private static void requireSame(DistanceCounts one, DistanceCounts other) {
        assertThat(one.points()).isEqualTo(other.points());
        assertThat(one.genuine()).isEqualTo(other.genuine());
        assertThat(one.impostor()).isEqualTo(other.impostor());
        assertThat(one.areaUnderCurve()).isEqualTo(other.areaUnderCurve());
    }

    @Test
    void partsAddUpToTheWhole() {
        DistanceCounts whole = AllPairs.of(FaceSet.of(embeddings(), PEOPLE), 2);
        double largest = AllPairs.largest(rows(0, PEOPLE.length).longest());
        DistanceCounts sum = AllPairs.within(rows(0, 5), largest, 1);
        sum.add(AllPairs.between(rows(0, 5), rows(5, PEOPLE.length), largest, 2));
        sum.add(AllPairs.within(rows(5, PEOPLE.length), largest, 1));
        requireSame(sum, whole);
        assertThat(whole.genuine()).isEqualTo(9);
        assertThat(whole.genuine() + whole.impostor()).isEqualTo(PEOPLE.length * (PEOPLE.length - 1) / 2);
    }

    @Test
    void countsThatWereSentAreTheSame() throws Exception {
        DistanceCounts counts = AllPairs.of(FaceSet.of(embeddings(), PEOPLE), 1);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(counts);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            requireSame((DistanceCounts) in.readObject(), counts);
        }
    }

    @Test
    void onePersonHasNoImpostors() {
        double largest = AllPairs.largest(1);
        DistanceCounts counts = AllPairs.within(rows(0, 2), largest, 1);
        assertThatThrownBy(counts::requireBothKinds)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 genuine and 0 impostor pairs: both kinds are needed");
    }
}
