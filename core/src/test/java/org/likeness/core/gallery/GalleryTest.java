package org.likeness.core.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;

class GalleryTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final EncoderId OTHER = new EncoderId("b".repeat(64));

    private static Embedding at(float... values) {
        return new Embedding(SPACE, values);
    }

    @Test
    void nearestPersonIsFoundAmongAllTheirPictures() {
        for (long seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Gallery gallery = new MemoryGallery(SPACE);
            for (int i = 0; i < 40; i++) {
                gallery.enroll(
                        new PersonId("p" + random.nextInt(12)),
                        "picture " + i,
                        at(random.nextInt(50), random.nextInt(50)));
            }
            Embedding probe = at(random.nextInt(50), random.nextInt(50));
            List<SearchIndex.Neighbor> found = new ExactIndex(gallery, Distance.SQUARED_EUCLIDEAN).nearest(probe, 12);
            List<Double> expected = gallery.people().keySet().stream()
                    .map(person -> gallery.entries().stream()
                            .filter(entry -> entry.person().equals(person))
                            .mapToDouble(entry -> entry.embedding().distanceTo(probe, Distance.SQUARED_EUCLIDEAN))
                            .min()
                            .orElseThrow())
                    .sorted(Comparator.naturalOrder())
                    .toList();
            assertThat(found.stream().map(SearchIndex.Neighbor::distance))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(found.stream().map(SearchIndex.Neighbor::person)).doesNotHaveDuplicates();
        }
    }

    @Test
    void anEmbeddingThatHasNoDistanceNeitherEntersAGalleryNorAsksOne() {
        for (float wrong : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> at(1, wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "an embedding of encoder aaaaaaaa has %s at index 1: finite numbers are expected", wrong);
            assertThatThrownBy(() -> Distance.SQUARED_EUCLIDEAN.between(new float[] {1}, new float[] {wrong}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not finite");
        }
    }

    @Test
    void atTheThresholdBelowAllDistancesEverybodyIsUnknown() {
        Gallery gallery = new MemoryGallery(SPACE);
        gallery.enroll(new PersonId("ann"), "ann.jpg", at(1));
        ExactIndex index = new ExactIndex(gallery, Distance.SQUARED_EUCLIDEAN);
        assertThat(index.nearest(at(1), 1).get(0).distance()).isZero();
        assertThat(Decision.of(index.nearest(at(1), 1), Distance.BELOW_ALL)).isInstanceOf(Decision.Unknown.class);
    }

    @Test
    void nobodyNearEnoughIsUnknownAndTheNearestIsStillNamed() {
        Gallery gallery = new MemoryGallery(SPACE);
        gallery.enroll(new PersonId("ann"), "ann.jpg", at(0));
        ExactIndex index = new ExactIndex(gallery, Distance.SQUARED_EUCLIDEAN);
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0)).isInstanceOf(Decision.Match.class);
        assertThat(Decision.of(index.nearest(at(1.1f), 1), 1.0))
                .isInstanceOfSatisfying(
                        Decision.Unknown.class,
                        unknown -> assertThat(unknown.nearest().orElseThrow().person())
                                .isEqualTo(new PersonId("ann")));
    }

    @Test
    void anEmptyGalleryKnowsNobody() {
        ExactIndex index = new ExactIndex(new MemoryGallery(SPACE), Distance.SQUARED_EUCLIDEAN);
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0))
                .isEqualTo(new Decision.Unknown(java.util.Optional.empty(), 1.0));
    }

    @Test
    void embeddingOfAnotherEncoderIsRefused() {
        Gallery gallery = new MemoryGallery(SPACE);
        Embedding foreign = new Embedding(OTHER, new float[] {1});
        assertThatThrownBy(() -> gallery.enroll(new PersonId("ann"), "ann.jpg", foreign))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("encoder aaaaaaaa")
                .hasMessageContaining("encoder bbbbbbbb");
        assertThatThrownBy(() -> new ExactIndex(gallery, Distance.SQUARED_EUCLIDEAN).nearest(foreign, 1))
                .isInstanceOf(SpaceMismatchException.class);
        assertThat(gallery.entries()).isEmpty();
    }

    @Test
    void theSamePictureIsKeptOnceAndForgettingRemovesAll() {
        Gallery gallery = new MemoryGallery(SPACE);
        PersonId ann = new PersonId("ann");
        gallery.enroll(ann, "1.jpg", at(1));
        gallery.enroll(ann, "again.jpg", at(1));
        gallery.enroll(ann, "2.jpg", at(2));
        gallery.enroll(new PersonId("bo"), "3.jpg", at(3));
        assertThat(gallery.people()).containsEntry(ann, 2);
        assertThat(gallery.forget(ann)).isEqualTo(2);
        assertThat(gallery.forget(ann)).isZero();
        assertThat(gallery.people()).containsOnlyKeys(new PersonId("bo"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u0000"})
    void aNameThatNobodyCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> new PersonId(name)).isInstanceOf(LikenessException.class);
    }
}
