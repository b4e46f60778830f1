package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/** What every store of galleries promises. */
public abstract class GalleryContract extends GallerySpacesContract {
    /** Everything that a gallery tells of its people. */
    private static List<Object> content(Gallery gallery) {
        List<Object> content = new ArrayList<>();
        for (Person person : gallery.people(Optional.empty(), 1000)) {
            content.add(person);
            for (Face face : gallery.faces(person.id())) {
                content.add(face);
                content.add(gallery.embedding(face.id()).orElseThrow());
                content.add(gallery.crop(face.id()));
            }
        }
        return content;
    }

    @Test
    void aNewGalleryIsEmpty() {
        assertThat(gallery.space()).isEqualTo(SPACE);
        assertThat(gallery.extraction()).contains(FaceExtraction.CUT_OUT);
        assertThat(gallery.dimension()).isEmpty();
        assertThat(gallery.people(Optional.empty(), 10)).isEmpty();
        assertThat(gallery.history(10)).isEmpty();
        assertThat(gallery.undo()).isEmpty();
        assertThat(gallery.check()).isEmpty();
        assertThat(gallery.stats().faces()).isZero();
    }

    @Test
    void aFaceIsKeptWithAllThatIsKnownOfIt() {
        byte[] rgb = new byte[4 * 3 * 3];
        new Random(1).nextBytes(rgb);
        FaceImage crop = new FaceImage(4, 3, rgb);
        FaceAlignment alignment = FaceAlignment.arcFace(150, Border.BLACK);
        FaceQuality quality = new FaceQuality(33.5, 120.25, new HeadPose(-3, 4.5, 0.5), 0.91);
        PersonDetails details = new PersonDetails("Ann", Optional.of("E-204"), new Metadata("{\"room\":\"é 3\"}"));
        NewFace given = face(7).withSha256("c".repeat(64)).withQuality(quality).withCrop(crop, Optional.of(alignment));
        Enrollment enrolled = gallery.enroll(details, List.of(given)).get(0);
        assertThat(enrolled.added()).isTrue();
        Person person = gallery.person(enrolled.person()).orElseThrow();
        assertThat(person).isEqualTo(new Person(enrolled.person(), details, 1, clock.now));
        Face face = gallery.face(enrolled.face()).orElseThrow();
        assertThat(face)
                .isEqualTo(new Face(
                        enrolled.face(),
                        person.id(),
                        "7.jpg",
                        Optional.of("c".repeat(64)),
                        Optional.of(quality),
                        clock.now,
                        true));
        assertThat(gallery.crop(face.id())).contains(new KeptCrop(crop, Optional.of(alignment)));
        assertThat(gallery.embedding(face.id())).contains(given.embedding());
        assertThat(gallery.facesOf("c".repeat(64))).containsExactly(face);
        assertThat(gallery.personWithExternalId("E-204")).contains(person);
        assertThat(gallery.dimension()).hasValue(2);
        assertThat(gallery.crop(new FaceId(99))).isEmpty();
    }

    @Test
    void namesDoNotMergePeople() {
        PersonId first = enroll(ANN, 1);
        PersonId second = enroll(ANN, 2);
        assertThat(first).isNotEqualTo(second);
        assertThat(gallery.peopleNamed(" Ann")).extracting(Person::id).containsExactly(first, second);
        assertThat(gallery.people(Optional.of(first), 10))
                .extracting(Person::id)
                .containsExactly(second);
        assertThat(gallery.people(Optional.empty(), 1)).extracting(Person::id).containsExactly(first);
    }

    @Test
    void theSameEmbeddingOfAPersonIsKeptOnce() {
        PersonId ann = enroll(ANN, 1);
        long changes = gallery.version().sequence();
        assertThat(gallery.enroll(ann, faces(1)).get(0).added()).isFalse();
        assertThat(gallery.version().sequence()).isEqualTo(changes);
        assertThat(gallery.enroll(ann, faces(1, 2, 2)))
                .extracting(Enrollment::added)
                .containsExactly(false, true, false);
        assertThat(sources(ann)).containsExactly("1.jpg", "2.jpg");
        assertThat(sources(enroll(BO, 1))).containsExactly("1.jpg");
    }

    @Test
    void whatIsRefusedChangesNothing() {
        PersonId ann = enroll(ANN.withExternalId(Optional.of("1")), 1);
        List<Object> before = content(gallery);
        GalleryVersion version = gallery.version();
        PersonId nobody = new PersonId(77);
        NewFace foreign = NewFace.of(new Embedding(OTHER, new float[] {1, 2}), "x.jpg");
        NewFace shorter = NewFace.of(new Embedding(SPACE, new float[] {1}), "x.jpg");
        assertThatThrownBy(() -> gallery.enroll(ann, List.of(face(2), foreign)))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("encoder aaaaaaaa")
                .hasMessageContaining("encoder bbbbbbbb");
        refused(LikenessException.Kind.INVALID, () -> gallery.enroll(ann, List.of(face(2), shorter)));
        refused(LikenessException.Kind.NOT_FOUND, () -> gallery.enroll(nobody, faces(2)));
        refused(LikenessException.Kind.CONFLICT, () -> enroll(BO.withExternalId(Optional.of("1")), 2));
        refused(LikenessException.Kind.NOT_FOUND, () -> gallery.edit(nobody, BO));
        refused(LikenessException.Kind.NOT_FOUND, () -> gallery.merge(nobody, ann));
        refused(LikenessException.Kind.INVALID, () -> gallery.merge(ann, ann));
        refused(LikenessException.Kind.NOT_FOUND, () -> gallery.move(List.of(new FaceId(99)), ann));
        refused(LikenessException.Kind.INVALID, () -> gallery.split(List.of(), BO));
        refused(LikenessException.Kind.NOT_FOUND, () -> gallery.split(List.of(new FaceId(99)), BO));
        assertThat(content(gallery)).isEqualTo(before);
        assertThat(gallery.version()).isEqualTo(version);
    }

    private static void refused(LikenessException.Kind kind, Runnable change) {
        assertThatThrownBy(change::run)
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.kind()).isEqualTo(kind));
    }

    @Test
    void mergingKeepsTheSecondAndCanBeUndone() {
        PersonId ann = enroll(ANN, 1, 2);
        PersonId bo = enroll(BO, 3);
        List<Object> before = content(gallery);
        gallery.merge(ann, bo);
        assertThat(gallery.person(ann)).isEmpty();
        assertThat(sources(bo)).containsExactly("1.jpg", "2.jpg", "3.jpg");
        Change undone = gallery.undo().orElseThrow();
        assertThat(undone.kind()).isEqualTo(Change.Kind.MERGE);
        assertThat(undone.people()).containsExactly(ann, bo);
        assertThat(undone.faces()).isEqualTo(2);
        assertThat(content(gallery)).isEqualTo(before);
    }

    @Test
    void facesAreMovedAndSplitOff() {
        PersonId ann = enroll(ANN, 1, 2, 3);
        PersonId bo = enroll(BO, 4);
        List<FaceId> faces = gallery.faces(ann).stream().map(Face::id).toList();
        gallery.move(faces.subList(0, 1), bo);
        assertThat(sources(bo)).containsExactly("1.jpg", "4.jpg");
        Person cy = gallery.split(faces.subList(1, 3), PersonDetails.named("Cy"));
        assertThat(cy.faceCount()).isEqualTo(2);
        assertThat(gallery.person(ann).orElseThrow().faceCount()).isZero();
        assertThat(gallery.stats().peopleWithoutFaces()).isEqualTo(1);
    }

    @Test
    void idsAreNeverGivenTwice() {
        PersonId ann = enroll(ANN, 1);
        FaceId face = gallery.faces(ann).get(0).id();
        gallery.undo();
        assertThat(enroll(ANN, 1)).isGreaterThan(ann);
        gallery.forget(
                gallery.people(Optional.empty(), 9).stream().map(Person::id).toList());
        PersonId later = enroll(ANN, 1);
        assertThat(gallery.faces(later).get(0).id().value()).isGreaterThan(face.value() + 1);
    }

    @Test
    void theHistoryTellsWhatWasDone() {
        PersonId ann = enroll(ANN, 1);
        gallery.edit(ann, ANN.withName("Anna"));
        gallery.undo();
        assertThat(gallery.history(10))
                .extracting(Change::kind)
                .containsExactly(Change.Kind.UNDO, Change.Kind.EDIT, Change.Kind.ENROLL);
        assertThat(gallery.history(10))
                .extracting(Change::state)
                .containsExactly(Change.State.FINAL, Change.State.UNDONE, Change.State.UNDOABLE);
        assertThat(gallery.history(1)).hasSize(1);
        assertThat(gallery.history(10).get(2).people()).containsExactly(ann);
    }

    @Test
    void forgettingErasesAlsoWhatTheHistoryHolds() {
        PersonId ann = enroll(ANN, 1);
        PersonId old = enroll(PersonDetails.named("Old Ann"), 2);
        PersonId bo = enroll(BO, 3);
        gallery.edit(ann, ANN.withName("Anna"));
        gallery.merge(old, ann);
        gallery.edit(bo, BO.withName("Bob"));
        Erasure erasure = gallery.forget(List.of(ann));
        assertThat(erasure.people()).isEqualTo(1);
        assertThat(erasure.faces()).isEqualTo(2);
        assertThat(erasure.overwritten()).isEqualTo(overwrites());
        assertThat(erasure.remaining()).anyMatch(place -> place.contains("backups"));
        assertThat(gallery.person(ann)).isEmpty();
        assertThat(gallery.undo().orElseThrow().kind()).isEqualTo(Change.Kind.EDIT); // Bo's
        assertThat(gallery.undo().orElseThrow().kind()).isEqualTo(Change.Kind.ENROLL); // Bo's
        assertThat(gallery.undo()).isEmpty();
        assertThat(gallery.people(Optional.empty(), 9)).isEmpty();
        assertThat(gallery.forget(List.of(ann)).people()).isZero();
    }

    @Test
    void oldFacesAndThenEmptyPeopleAreForgotten() {
        PersonId ann = enroll(ANN, 1);
        PersonId bo = enroll(BO, 2);
        clock.now = clock.now.plus(10, ChronoUnit.DAYS);
        gallery.enroll(bo, faces(3));
        PersonId cy = gallery.create(PersonDetails.named("Cy")).id();
        Erasure erasure = gallery.forgetOlderThan(clock.now.minus(5, ChronoUnit.DAYS));
        assertThat(erasure.people()).isEqualTo(1);
        assertThat(erasure.faces()).isEqualTo(2);
        assertThat(gallery.people(Optional.empty(), 9)).extracting(Person::id).containsExactly(bo, cy);
        assertThat(gallery.person(ann)).isEmpty();
        assertThat(sources(bo)).containsExactly("3.jpg");
    }

    @Test
    void changesNameTheFacesToReadAgain() {
        PersonId ann = enroll(ANN, 1, 2);
        PersonId bo = enroll(BO, 3);
        List<FaceId> faces = gallery.faces(ann).stream().map(Face::id).toList();
        long before = gallery.version().sequence();
        assertThat(gallery.changedAfter(before)).isEmpty();
        gallery.edit(bo, BO);
        assertThat(gallery.changedAfter(before)).isEmpty();
        gallery.merge(ann, bo);
        assertThat(gallery.changedAfter(before)).isEqualTo(faces);
        gallery.forgetFaces(faces.subList(0, 1));
        assertThat(gallery.changedAfter(before)).isEqualTo(faces);
        List<PersonId> visited = new ArrayList<>();
        gallery.visit(gallery.space(), faces, (face, person, vector) -> {
            assertThat(vector).containsExactly(2, 1);
            visited.add(person);
        });
        assertThat(visited).containsExactly(bo);
        assertThat(gallery.vector(faces.get(0), gallery.space())).isEmpty();
    }

    @Test
    void manyFacesAreVisitedInTheOrderOfTheirIds() {
        PersonId ann = enroll(ANN, IntStream.range(0, 150).toArray());
        List<FaceId> faces = gallery.faces(ann).stream().map(Face::id).toList();
        List<FaceId> reversed = new ArrayList<>(faces);
        Collections.reverse(reversed);
        List<FaceId> visited = new ArrayList<>();
        gallery.visit(gallery.space(), reversed, (face, person, vector) -> visited.add(face));
        assertThat(visited).isEqualTo(faces).hasSize(150);
        gallery.visit(gallery.space(), List.of(), (face, person, vector) -> visited.clear());
        assertThat(visited).hasSize(150);
    }

    @Test
    void anySequenceOfChangesAndItsUndoingGivesTheSameGallery() {
        for (long seed = 1; seed <= sequences(); seed++) {
            try (Gallery other = open(SPACE, FaceExtraction.CUT_OUT, clock)) {
                Random random = new Random(seed);
                Deque<List<Object>> states = new ArrayDeque<>();
                for (int step = 0; step < 40; step++) {
                    if (random.nextInt(4) == 0) {
                        assertThat(other.undo().isPresent())
                                .as("seed %d step %d", seed, step)
                                .isEqualTo(!states.isEmpty());
                        if (!states.isEmpty()) {
                            assertThat(content(other))
                                    .as("seed %d step %d", seed, step)
                                    .isEqualTo(states.pop());
                        }
                    } else {
                        List<Object> before = content(other);
                        if (change(other, random)) {
                            states.push(before);
                        }
                    }
                }
                while (!states.isEmpty()) {
                    other.undo();
                    assertThat(content(other)).as("seed %d", seed).isEqualTo(states.pop());
                }
                assertThat(other.undo()).isEmpty();
                assertThat(other.check()).isEmpty();
            }
        }
    }

    @Test
    void whatIsForgottenNeverComesBack() {
        for (long seed = 101; seed <= 100 + sequences(); seed++) {
            try (Gallery other = open(SPACE, FaceExtraction.CUT_OUT, clock)) {
                Random random = new Random(seed);
                List<PersonId> forgotten = new ArrayList<>();
                List<FaceId> faces = new ArrayList<>();
                for (int step = 0; step < 60; step++) {
                    List<Person> people = other.people(Optional.empty(), 1000);
                    if (random.nextInt(6) == 0 && !people.isEmpty()) {
                        Person person = people.get(random.nextInt(people.size()));
                        other.faces(person.id()).forEach(face -> faces.add(face.id()));
                        other.forget(List.of(person.id()));
                        forgotten.add(person.id());
                    } else if (random.nextInt(3) == 0) {
                        other.undo();
                    } else {
                        change(other, random);
                    }
                    String at = "seed " + seed + " step " + step;
                    assertThat(forgotten)
                            .as(at)
                            .noneMatch(id -> other.person(id).isPresent());
                    assertThat(faces).as(at).noneMatch(id -> other.face(id).isPresent());
                    assertThat(other.check()).as(at).isEmpty();
                }
            }
        }
    }

    /** Makes a random change that can be undone; false if the gallery has too few people or faces for it. */
    private static boolean change(Gallery gallery, Random random) {
        List<Person> people = new ArrayList<>(gallery.people(Optional.empty(), 1000));
        Collections.shuffle(people, random);
        List<FaceId> faces = new ArrayList<>(people.stream()
                .flatMap(person -> gallery.faces(person.id()).stream().map(Face::id))
                .toList());
        Collections.shuffle(faces, random);
        IntFunction<PersonDetails> details = number -> PersonDetails.named("p" + number)
                .withExternalId(Optional.of("x" + number)
                        .filter(id -> random.nextBoolean()
                                && gallery.personWithExternalId(id).isEmpty()));
        PersonDetails some = details.apply(random.nextInt(5));
        long before = gallery.version().sequence();
        switch (random.nextInt(7)) {
            case 0 -> gallery.create(some);
            case 1 -> gallery.enroll(some, faces(random.nextInt(100), random.nextInt(100)));
            case 2 ->
                people.stream()
                        .findFirst()
                        .ifPresent(person -> gallery.enroll(person.id(), faces(random.nextInt(100))));
            case 3 -> people.stream().findFirst().ifPresent(person -> gallery.edit(person.id(), some));
            case 4 -> {
                if (people.size() > 1) {
                    gallery.merge(people.get(0).id(), people.get(1).id());
                }
            }
            case 5 -> {
                FaceId moved = faces.stream().findFirst().orElse(null);
                if (moved != null && people.size() > 1) {
                    gallery.move(List.of(moved), people.get(0).id());
                }
            }
            default -> {
                if (!faces.isEmpty()) {
                    gallery.split(faces.subList(0, 1 + random.nextInt(faces.size())), some);
                }
            }
        }
        return gallery.version().sequence() > before
                && gallery.history(1).get(0).state() == Change.State.UNDOABLE;
    }
}
