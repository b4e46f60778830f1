package org.likeness.core.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void embeddingOfAnotherEncoderIsRefused() {
        Gallery gallery = new MemoryGallery(SPACE);
        Embedding foreign = new Embedding(OTHER, new float[] {1});
        assertThatThrownBy(() -> gallery.enroll(new PersonId("ann"), "ann.jpg", foreign))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("encoder aaaaaaaa")
                .hasMessageContaining("encoder bbbbbbbb");
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
        assertThat(gallery.entries()).extracting(Gallery.Entry::picture).containsExactly("1.jpg", "2.jpg", "3.jpg");
        assertThat(gallery.forget(ann)).isEqualTo(2);
        assertThat(gallery.forget(ann)).isZero();
        assertThat(gallery.people()).containsOnlyKeys(new PersonId("bo"));
    }

    @Test
    void theVersionIsAnotherOneAfterEachChangeOnly() {
        Gallery gallery = new MemoryGallery(SPACE);
        PersonId ann = new PersonId("ann");
        long empty = gallery.version();
        gallery.enroll(ann, "1.jpg", at(1));
        long one = gallery.version();
        gallery.enroll(ann, "again.jpg", at(1));
        assertThat(gallery.version()).isEqualTo(one).isNotEqualTo(empty);
        gallery.forget(ann);
        assertThat(gallery.version()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\nb", "\u0000"})
    void aNameThatNobodyCanHaveIsRefused(String name) {
        assertThatThrownBy(() -> new PersonId(name)).isInstanceOf(LikenessException.class);
    }
}
