package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.gallery.GallerySearch.SearchedSpace;
import org.likeness.gallery.store.SqliteGallery;

class GallerySearchTest {
    private static final EncoderId OLD = new EncoderId("a".repeat(64));
    private static final EncoderId NEW = new EncoderId("b".repeat(64));

    private Gallery gallery;
    private PersonId ann;
    private PersonId bo;
    private PersonId cy;

    /** Ann and Cy are in the new space, at 0 and 4; Bo has remained in the old one, at 0. */
    @BeforeEach
    void migrate() {
        gallery = SqliteGallery.inMemory(OLD, FaceExtraction.CUT_OUT);
        ann = enroll("Ann", 3);
        bo = enroll("Bo", 0);
        cy = enroll("Cy", 5);
        gallery.spaces().prepare(NEW, Optional.of(FaceExtraction.CUT_OUT));
        gallery.spaces()
                .add(Map.of(
                        gallery.faces(ann).get(0).id(), at(NEW, 0),
                        gallery.faces(cy).get(0).id(), at(NEW, 4)));
        gallery.spaces().use(NEW, true);
    }

    @AfterEach
    void close() {
        gallery.close();
    }

    private PersonId enroll(String name, float place) {
        return gallery.enroll(PersonDetails.named(name), List.of(NewFace.of(at(OLD, place), name)))
                .get(0)
                .person();
    }

    private static Embedding at(EncoderId space, float place) {
        return new Embedding(space, new float[] {place, 0});
    }

    /** Each unit of distance makes the false-match rate ten times as large. */
    private static SearchedSpace space(EncoderId space, double threshold) {
        return new SearchedSpace(
                space,
                new Calibration(
                        threshold,
                        "a test",
                        10,
                        100,
                        1000,
                        List.of(
                                new OperatingPoint(0.01, threshold, 0, 1, 0.1),
                                new OperatingPoint(0.001, threshold - 1, 0, 1, 0.1))));
    }

    @Test
    void peopleOfTwoSpacesAreRankedByTheRateOfTheirDistance() {
        GallerySearch search = new GallerySearch(gallery, List.of(space(NEW, 2), space(OLD, 5)));
        assertThat(search.size()).isEqualTo(3);
        // in the new space at 1.5² = 2.25 and 2.5² = 6.25, in the old one at 2² = 4, which is the rarer one of 2.25 and
        // 4
        List<Neighbor> found = search.nearest(List.of(at(NEW, 1.5f), at(OLD, 2)), 3);
        assertThat(found).extracting(neighbor -> neighbor.person().id()).containsExactly(bo, ann, cy);
        assertThat(found).extracting(Neighbor::distance).containsExactly(4.0, 2.25, 6.25);
        assertThat(found).extracting(Neighbor::space).containsExactly(OLD, NEW, NEW);
        SpaceThresholds thresholds = search.at(2);
        assertThat(thresholds.current()).isEqualTo(2);
        assertThat(thresholds.of(found.get(0))).isCloseTo(5, within(1e-9));
        assertThat(search.at(Distance.BELOW_ALL).others()).containsEntry(OLD, Distance.BELOW_ALL);
        assertThat(Decision.of(found, thresholds))
                .isEqualTo(new Decision.Match(found.get(0), thresholds.of(found.get(0))));
        assertThat(Decision.of(found.subList(1, 2), thresholds))
                .isEqualTo(new Decision.Unknown(Optional.of(found.get(1)), 2));
        assertThat(search.nearest(List.of(at(NEW, 1.5f)), 5))
                .extracting(neighbor -> neighbor.person().id())
                .containsExactly(ann, cy);
    }

    @Test
    void withoutOtherSpacesTheCurrentOneIsSearchedByDistance() {
        GallerySearch search = new GallerySearch(gallery);
        assertThat(search.size()).isEqualTo(2);
        assertThat(search.nearest(List.of(at(NEW, 3)), 1))
                .extracting(Neighbor::distance)
                .containsExactly(1.0);
    }

    @Test
    void whoIsSimilarToAnEnrolledPersonIsFoundByAllFaces() {
        PersonId di = gallery.enroll(
                        PersonDetails.named("Di"),
                        List.of(NewFace.of(at(NEW, 1), "1"), NewFace.of(at(NEW, 3.5f), "3.5")))
                .get(0)
                .person();
        List<FaceId> faces = gallery.faces(di).stream().map(Face::id).toList();
        GalleryIndex index = new GalleryIndex(gallery);
        assertThat(index.similar(faces, 5))
                .extracting(neighbor -> neighbor.person().id(), Neighbor::distance)
                .containsExactly(tuple(cy, 0.25), tuple(ann, 1.0));
        assertThat(index.similar(faces, 1)).hasSize(1);
        assertThat(index.similar(faces.subList(0, 1), 1))
                .extracting(neighbor -> neighbor.person().id())
                .containsExactly(ann);
        List<FaceId> left = List.of(gallery.faces(bo).get(0).id());
        assertThat(index.similar(left, 5)).as("Bo is in another space").isEmpty();
    }

    @Test
    void aPersonIsVerifiedByTheNearestFace() {
        PersonId di = gallery.enroll(
                        PersonDetails.named("Di"),
                        List.of(NewFace.of(at(NEW, 1), "1"), NewFace.of(at(NEW, 3.5f), "3.5")))
                .get(0)
                .person();
        Person person = gallery.person(di).orElseThrow();
        assertThat(Neighbor.of(gallery, person, at(NEW, 3))).hasValueSatisfying(nearest -> {
            assertThat(nearest.distance()).isEqualTo(0.25);
            assertThat(nearest.face().source()).isEqualTo("3.5");
        });
        assertThat(Neighbor.of(gallery, gallery.person(bo).orElseThrow(), at(NEW, 3)))
                .as("Bo is in another space")
                .isEmpty();
        assertThatThrownBy(() -> Neighbor.of(gallery, person, at(OLD, 3))).isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void distancesThatCannotBeComparedAreRefused() {
        SearchedSpace single = new SearchedSpace(
                OLD, new Calibration(1, "a test", 10, 100, 1000, List.of(new OperatingPoint(0.01, 1, 0, 1, 0.1))));
        assertThatThrownBy(() -> new GallerySearch(gallery, List.of(space(NEW, 2), single)))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("encoder aaaaaaaa is calibrated at fewer than two");
        GallerySearch search = new GallerySearch(gallery, List.of(space(NEW, 2)));
        assertThatThrownBy(() -> search.nearest(List.of(at(OLD, 1)), 1))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("is not searched");
    }
}
