package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.SpaceMismatchException;

/** What every store of galleries promises of embeddings in several spaces. */
public abstract class GallerySpacesContract extends GalleryFixture {
    private static final Optional<FaceExtraction> CUT_OUT = Optional.of(FaceExtraction.CUT_OUT);

    private static Embedding other(float first) {
        return new Embedding(OTHER, new float[] {first, 0, 0});
    }

    private FaceId only(PersonId person) {
        return gallery.faces(person).get(0).id();
    }

    /** Embeds the first face of somebody in the other space. */
    private void embed(PersonId person, float first) {
        assertThat(gallery.spaces().add(Map.of(only(person), other(first)))).isOne();
    }

    @Test
    void aSecondSpaceIsFilledWhileTheFirstIsUsedAndThenTakesItsPlace() {
        PersonId ann = enroll(ANN, 1);
        PersonId bo = enroll(BO, 2);
        GallerySpaces spaces = gallery.spaces();
        spaces.prepare(OTHER, CUT_OUT);
        GalleryVersion before = gallery.version();

        assertThat(spaces.without(OTHER, Optional.empty(), 1))
                .extracting(Face::id)
                .containsExactly(only(ann));
        assertThat(spaces.without(OTHER, Optional.of(only(ann)), 10))
                .extracting(Face::id)
                .containsExactly(only(bo));
        embed(ann, 5);
        assertThat(spaces.add(Map.of(only(ann), other(6)))).isZero();
        assertThat(spaces.leftBehind(OTHER)).containsExactly(bo);
        assertThat(gallery.version()).isEqualTo(before);
        assertThat(gallery.embedding(only(ann)).orElseThrow().space()).isEqualTo(SPACE);
        assertThatThrownBy(() -> spaces.use(OTHER, false))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("1 people")
                .hasMessageContaining("would be left behind");

        embed(bo, 7);
        spaces.use(OTHER, false);

        assertThat(gallery.space()).isEqualTo(OTHER);
        assertThat(gallery.version()).isNotEqualTo(before);
        assertThat(gallery.dimension()).hasValue(3);
        assertThat(gallery.embedding(only(ann))).contains(other(5));
        assertThat(gallery.embeddings(only(ann))).containsExactly(other(5), face(1).embedding());
        assertThat(spaces.list())
                .extracting(GallerySpace::encoder, GallerySpace::faces, GallerySpace::onlyHere, GallerySpace::isCurrent)
                .containsExactly(tuple(SPACE, 2L, 0L, false), tuple(OTHER, 2L, 0L, true));
        assertThat(gallery.history(1)).extracting(Change::kind).containsExactly(Change.Kind.MIGRATE);
        assertThatThrownBy(() -> gallery.enroll(ann, faces(3))).isInstanceOf(SpaceMismatchException.class);
        assertThat(gallery.check()).isEmpty();

        spaces.use(SPACE, false); // and back
        assertThat(gallery.embedding(only(bo))).contains(face(2).embedding());
    }

    @Test
    void anIndexFollowsTheGalleryToAnotherSpace() {
        PersonId ann = enroll(ANN, 1);
        gallery.spaces().prepare(OTHER, CUT_OUT);
        embed(ann, 5);
        GalleryIndex index = new GalleryIndex(gallery);
        assertThat(index.nearest(face(1).embedding(), 1)).hasSize(1);
        gallery.spaces().use(OTHER, false);
        assertThat(index.nearest(other(5), 1)).extracting(Neighbor::distance).containsExactly(0.0);
        assertThatThrownBy(() -> index.nearest(face(1).embedding(), 1)).isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void whoIsLeftBehindIsSearchedInTheFormerSpaceUntilEnrolledAgain() {
        PersonId ann = enroll(ANN, 1);
        PersonId bo = enroll(BO, 2, 3);
        gallery.spaces().prepare(OTHER, CUT_OUT);
        embed(ann, 5);
        gallery.spaces().use(OTHER, true);
        GalleryIndex former = new GalleryIndex(gallery, SPACE);

        assertThat(former.size()).isEqualTo(2);
        assertThat(former.nearest(face(1).embedding(), 5))
                .extracting(neighbor -> neighbor.person().id())
                .containsExactly(bo);
        gallery.enroll(bo, List.of(NewFace.of(other(8), "again.jpg")));
        assertThat(former.nearest(face(1).embedding(), 5)).isEmpty();
        assertThat(new GalleryIndex(gallery).size()).isEqualTo(2);
        assertThat(gallery.undo()).isPresent();
        assertThat(former.size()).isEqualTo(2);
        assertThat(gallery.check()).isEmpty();
    }

    @Test
    void anEmbeddingThatComesLaterIsNoticedByThoseWhoFollow() {
        PersonId ann = enroll(ANN, 1);
        PersonId bo = enroll(BO, 2);
        gallery.spaces().prepare(OTHER, CUT_OUT);
        embed(ann, 5);
        gallery.spaces().use(OTHER, true);
        GalleryIndex index = new GalleryIndex(gallery);
        assertThat(index.size()).isOne();
        embed(bo, 6);
        assertThat(index.size()).isEqualTo(2);
        assertThat(gallery.undo())
                .map(Change::kind)
                .contains(Change.Kind.ENROLL); // of Bo: embedding a face is no change of people
        assertThat(gallery.person(bo)).isEmpty();
    }

    @Test
    void whatIsForgottenLeavesAllSpaces() {
        PersonId ann = enroll(ANN, 1);
        gallery.spaces().prepare(OTHER, CUT_OUT);
        embed(ann, 5);
        FaceId face = only(ann);
        gallery.forget(List.of(ann));
        assertThat(gallery.embeddings(face)).isEmpty();
        assertThat(gallery.spaces().add(Map.of(face, other(5)))).isZero();
        assertThat(gallery.spaces().list()).extracting(GallerySpace::faces).containsExactly(0L, 0L);
    }

    @Test
    void aSpaceIsRemovedOnceNobodyNeedsIt() {
        PersonId ann = enroll(ANN, 1);
        GallerySpaces spaces = gallery.spaces();
        spaces.prepare(OTHER, CUT_OUT);
        assertThatThrownBy(() -> spaces.remove(SPACE)).hasMessageContaining("is the one that");
        spaces.use(OTHER, true);
        assertThatThrownBy(() -> spaces.remove(SPACE))
                .hasMessageContaining("1 faces")
                .hasMessageContaining("only");
        embed(ann, 5);
        spaces.remove(SPACE);
        assertThat(spaces.list()).extracting(GallerySpace::encoder).containsExactly(OTHER);
        assertThat(gallery.embeddings(only(ann))).containsExactly(other(5));
        assertThatThrownBy(() -> spaces.use(SPACE, true)).hasMessageContaining("no embeddings of encoder aaaaaaaa");
    }

    @Test
    void aSpaceHoldsEmbeddingsOfOneLengthThatWereObtainedInOneWay() {
        PersonId ann = enroll(ANN, 1);
        PersonId bo = enroll(BO, 2);
        GallerySpaces spaces = gallery.spaces();
        assertThatThrownBy(() -> spaces.add(Map.of(only(ann), other(5))))
                .hasMessageContaining("no embeddings of encoder bbbbbbbb");
        spaces.prepare(OTHER, CUT_OUT);
        assertThatThrownBy(() -> spaces.prepare(OTHER, Optional.of(new FaceExtraction(Optional.empty(), true))))
                .hasMessageContaining("mirror");
        embed(ann, 5);
        Map<FaceId, Embedding> longer = Map.of(only(bo), new Embedding(OTHER, new float[4]));
        assertThatThrownBy(() -> spaces.add(longer)).hasMessageContaining("4 numbers");
        assertThat(spaces.leftBehind(OTHER)).containsExactly(bo);
    }
}
