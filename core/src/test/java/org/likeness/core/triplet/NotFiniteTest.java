package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.evaluation.identification.AverageLinkage;
import org.likeness.core.evaluation.identification.FaceSet;
import org.likeness.core.evaluation.identification.OpenSet;
import org.likeness.core.evaluation.identification.OpenSetTrial;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;

/** Embeddings that have no distance are refused wherever many are compared, each time with the row. */
class NotFiniteTest {
    private static final int[] LABELS = {0, 0, 1, 1};
    private static final int[] PICTURES = {10, 11, 12, 13};

    private static EmbeddedPictures third(float wrong) {
        return new EmbeddedPictures(new float[] {1, 0, 0, 1, 1, wrong, 0, -1}, LABELS, PICTURES);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 1e30f})
    void theRowAndItsPictureAreNamed(float wrong) {
        EmbeddedPictures bad = third(wrong);
        EmbeddedPictures good = third(1);
        List<ThrowingCallable> all = List.of(
                () -> new ExactSearch(1).of(bad, 2),
                () -> AverageLinkage.of(bad, 1),
                () -> DistanceSweep.over(good, bad, 1, () -> 0, (state, row, distances) -> {}),
                () -> new FaceSet(bad, new int[2]),
                () -> FaceSet.of(bad.embeddings(), LABELS).faces().requireFinite(),
                () -> new IdentityDistances(bad, 2),
                () -> OpenSet.of(new OpenSetTrial(good, good, 0, bad), new double[] {0.1}, 1));
        for (ThrowingCallable one : all) {
            assertThatThrownBy(one).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("row 2, picture");
        }
        assertThat(good.requireFinite()).isSameAs(good);
    }

    @Test
    void longEmbeddingsThatAreTakenHaveFiniteDistances() {
        SplittableRandom random = new SplittableRandom(1);
        float[] values = new float[8];
        for (int i = 0; i < 8; i++) {
            values[i] = (random.nextBoolean() ? 1 : -1) * 4e18f;
        }
        EmbeddedPictures rows = new EmbeddedPictures(values, LABELS, PICTURES).requireFinite();
        DistanceSweep.over(rows, rows, 1, () -> 0, (state, row, distances) -> {
            for (float distance : distances) {
                assertThat(distance).isFinite();
            }
        });
    }

    @Test
    void aLabelBeyondThoseCountedIsNamed() {
        EmbeddedPictures rows = EmbeddedPictures.distinct(new float[] {1, 2, 3}, new int[] {0, 1, 5});
        assertThatThrownBy(() -> new IdentityDistances(rows, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("row 2 has the label 5: one of 0 to 1 is expected");
        EmbeddedPictures negative = EmbeddedPictures.distinct(new float[] {1, 2}, new int[] {0, -1});
        assertThatThrownBy(() -> ConfusableIdentities.of(negative, 2, new ExactSearch(1).of(negative, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("row 1 has the label -1");
    }
}
