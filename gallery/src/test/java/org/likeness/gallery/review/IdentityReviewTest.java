package org.likeness.gallery.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

class IdentityReviewTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));

    private static Embedding at(float place) {
        return new Embedding(SPACE, new float[] {place});
    }

    private static PersonId enroll(Gallery gallery, String name, float place) {
        return gallery.enroll(PersonDetails.named(name), List.of(NewFace.of(at(place), name + ".jpg")))
                .get(0)
                .person();
    }

    @Test
    void aFaceThatIsNearerToAnotherPersonIsAConflict() {
        try (Gallery gallery = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            IdentityReview review = new IdentityReview(gallery, new GalleryIndex(gallery));
            PersonId ann = enroll(gallery, "Ann", 0);
            PersonId empty = gallery.create(PersonDetails.named("Cy")).id();
            assertThat(review.conflict(ann, at(5))).isEmpty();
            enroll(gallery, "Bo", 1);
            assertThat(review.conflict(ann, at(0.4f))).isEmpty();
            assertThat(review.conflict(ann, at(0.75f))).hasValueSatisfying(refusal -> {
                assertThat(refusal.reason()).isEqualTo(Refusal.Reason.IDENTITY_CONFLICT);
                assertThat(refusal.detail()).contains("nearer to Bo (#3), at distance 0.0625");
            });
            assertThat(review.conflict(empty, at(0.75f))).isEmpty();
        }
    }

    @Test
    void whoIsLeftWithAFormerEncoderIsEnrolledAgainWithoutConflict() {
        EncoderId next = new EncoderId("b".repeat(64));
        try (Gallery gallery = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            PersonId ann = enroll(gallery, "Ann", 0);
            gallery.spaces().prepare(next, Optional.of(FaceExtraction.CUT_OUT));
            gallery.spaces().use(next, true);
            gallery.enroll(
                    PersonDetails.named("Bo"), List.of(NewFace.of(new Embedding(next, new float[] {1, 1}), "bo.jpg")));
            IdentityReview review = new IdentityReview(gallery, new GalleryIndex(gallery));
            assertThat(review.conflict(ann, new Embedding(next, new float[] {1, 0})))
                    .isEmpty();
        }
    }

    @Test
    void somebodyNearMayBeTheSamePerson() {
        try (Gallery gallery = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            IdentityReview review = new IdentityReview(gallery, new GalleryIndex(gallery));
            assertThat(review.likelyDuplicate(at(0), 1)).isEmpty();
            PersonId ann = enroll(gallery, "Ann", 0);
            assertThat(review.likelyDuplicate(at(0.5f), 0.25))
                    .hasValueSatisfying(near -> assertThat(near.person().id()).isEqualTo(ann));
            assertThat(review.likelyDuplicate(at(0.5f), 0.24)).isEmpty();
        }
    }
}
