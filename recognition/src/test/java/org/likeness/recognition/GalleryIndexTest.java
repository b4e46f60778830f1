package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.gallery.Decision;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.MemoryGallery;
import org.likeness.core.gallery.Neighbor;
import org.likeness.core.gallery.PersonId;

class GalleryIndexTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final EncoderId OTHER = new EncoderId("b".repeat(64));

    @TempDir
    private Path folder;

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
            List<Neighbor> found = new GalleryIndex(gallery).nearest(probe, 12);
            List<Double> expected = gallery.people().keySet().stream()
                    .map(person -> gallery.entries().stream()
                            .filter(entry -> entry.person().equals(person))
                            .mapToDouble(entry -> entry.embedding().distanceTo(probe, Distance.SQUARED_EUCLIDEAN))
                            .min()
                            .orElseThrow())
                    .sorted(Comparator.naturalOrder())
                    .toList();
            assertThat(found.stream().map(Neighbor::distance))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
            assertThat(found.stream().map(Neighbor::person)).doesNotHaveDuplicates();
        }
    }

    @Test
    void atTheThresholdBelowAllDistancesEverybodyIsUnknown() {
        Gallery gallery = new MemoryGallery(SPACE);
        gallery.enroll(new PersonId("ann"), "ann.jpg", at(1));
        GalleryIndex index = new GalleryIndex(gallery);
        assertThat(index.nearest(at(1), 1).get(0).distance()).isZero();
        assertThat(Decision.of(index.nearest(at(1), 1), Distance.BELOW_ALL)).isInstanceOf(Decision.Unknown.class);
    }

    @Test
    void nobodyNearEnoughIsUnknownAndTheNearestIsStillNamed() {
        Gallery gallery = new MemoryGallery(SPACE);
        gallery.enroll(new PersonId("ann"), "ann.jpg", at(0));
        GalleryIndex index = new GalleryIndex(gallery);
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0)).isInstanceOf(Decision.Match.class);
        assertThat(Decision.of(index.nearest(at(1.1f), 1), 1.0))
                .isInstanceOfSatisfying(
                        Decision.Unknown.class,
                        unknown -> assertThat(unknown.nearest().orElseThrow().person())
                                .isEqualTo(new PersonId("ann")));
    }

    @Test
    void anEmptyGalleryKnowsNobody() {
        GalleryIndex index = new GalleryIndex(new MemoryGallery(SPACE));
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0))
                .isEqualTo(new Decision.Unknown(java.util.Optional.empty(), 1.0));
    }

    @Test
    void embeddingOfAnotherEncoderIsRefused() {
        GalleryIndex index = new GalleryIndex(new MemoryGallery(SPACE));
        assertThatThrownBy(() -> index.nearest(new Embedding(OTHER, new float[] {1}), 1))
                .isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void followsItsOwnChangesAndThoseOfAnotherConnection() {
        Path file = folder.resolve("staff.db");
        PersonId ann = new PersonId("ann");
        PersonId bo = new PersonId("bo");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT);
                SqliteGallery other = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            GalleryIndex index = new GalleryIndex(gallery);
            assertThat(index.nearest(at(0), 1)).isEmpty();
            gallery.enroll(ann, "ann.jpg", at(0));
            assertThat(index.nearest(at(0), 2)).extracting(Neighbor::person).containsExactly(ann);
            other.enroll(bo, "bo.jpg", at(0.5f));
            assertThat(index.nearest(at(1), 2)).extracting(Neighbor::person).containsExactly(bo, ann);
            other.forget(ann);
            assertThat(index.nearest(at(1), 2)).extracting(Neighbor::person).containsExactly(bo);
            long version = gallery.version();
            index.nearest(at(1), 2);
            assertThat(gallery.version()).isEqualTo(version);
        }
    }
}
