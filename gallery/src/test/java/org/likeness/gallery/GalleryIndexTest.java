package org.likeness.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.gallery.store.SqliteGallery;

class GalleryIndexTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final EncoderId OTHER = new EncoderId("b".repeat(64));

    @TempDir
    private Path folder;

    private SqliteGallery gallery;
    private GalleryIndex index;

    @BeforeEach
    void openGallery() {
        gallery = SqliteGallery.open(folder.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT);
        index = new GalleryIndex(gallery);
    }

    @AfterEach
    void closeGallery() {
        gallery.close();
    }

    private static Embedding at(float... values) {
        return new Embedding(SPACE, values);
    }

    private static PersonId enroll(Gallery gallery, String name, Embedding embedding) {
        return gallery.enroll(PersonDetails.named(name), List.of(NewFace.of(embedding, name + ".jpg")))
                .get(0)
                .person();
    }

    private List<PersonId> nearest(Embedding probe, int count) {
        return index.nearest(probe, count).stream()
                .map(neighbor -> neighbor.person().id())
                .toList();
    }

    /** The distances of all people, by comparison with every face. */
    private static List<Double> slowly(Gallery gallery, Embedding probe) {
        return gallery.people(Optional.empty(), 1000).stream()
                .filter(person -> person.faceCount() > 0)
                .map(person -> gallery.faces(person.id()).stream()
                        .mapToDouble(face -> gallery.embedding(face.id())
                                .orElseThrow()
                                .distanceTo(probe, Distance.SQUARED_EUCLIDEAN))
                        .min()
                        .orElseThrow())
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    @Test
    void followsEveryChangeAsASlowSearchSeesIt() {
        SplittableRandom random = new SplittableRandom(3);
        for (int step = 0; step < 150; step++) {
            List<Person> people = gallery.people(Optional.empty(), 1000);
            Embedding embedding = at(random.nextInt(50), random.nextInt(50));
            int kind = random.nextInt(6);
            if (people.size() < 3 || kind < 2) {
                enroll(gallery, "p" + step, embedding);
            } else if (kind == 2) {
                gallery.enroll(people.get(0).id(), List.of(NewFace.of(embedding, "x.jpg")));
            } else if (kind == 3) {
                gallery.merge(people.get(0).id(), people.get(1).id());
            } else if (kind == 4) {
                gallery.undo();
            } else {
                gallery.forget(List.of(people.get(2).id()));
            }
            Embedding probe = at(random.nextInt(50), random.nextInt(50));
            List<Neighbor> found = index.nearest(probe, 1000);
            assertThat(found)
                    .as("seed 3, step %d", step)
                    .extracting(Neighbor::distance)
                    .isEqualTo(slowly(gallery, probe));
            assertThat(found).extracting(Neighbor::person).doesNotHaveDuplicates();
            assertThat(index.size()).isEqualTo((int) gallery.stats().faces());
        }
    }

    @Test
    void atTheThresholdBelowAllDistancesEverybodyIsUnknown() {
        enroll(gallery, "ann", at(1));
        assertThat(index.nearest(at(1), 1).get(0).distance()).isZero();
        assertThat(Decision.of(index.nearest(at(1), 1), Distance.BELOW_ALL)).isInstanceOf(Decision.Unknown.class);
    }

    @Test
    void nobodyNearEnoughIsUnknownAndTheNearestIsStillNamed() {
        enroll(gallery, "ann", at(0));
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0)).isInstanceOf(Decision.Match.class);
        assertThat(Decision.of(index.nearest(at(1.1f), 1), 1.0))
                .isInstanceOfSatisfying(
                        Decision.Unknown.class,
                        unknown -> assertThat(
                                        unknown.nearest().orElseThrow().person().name())
                                .isEqualTo("ann"));
    }

    @Test
    void anEmptyGalleryKnowsNobody() {
        assertThat(Decision.of(index.nearest(at(1), 1), 1.0)).isEqualTo(new Decision.Unknown(Optional.empty(), 1.0));
        assertThat(index.size()).isZero();
    }

    @Test
    void embeddingOfAnotherEncoderIsRefused() {
        assertThatThrownBy(() -> index.nearest(new Embedding(OTHER, new float[] {1}), 1))
                .isInstanceOf(SpaceMismatchException.class);
    }

    @Test
    void followsTheChangesOfAnotherConnectionAndARestoredBackup() {
        PersonId ann = enroll(gallery, "ann", at(0));
        gallery.backup(folder.resolve("backup.db"));
        try (SqliteGallery other = SqliteGallery.open(folder.resolve("staff.db"))) {
            PersonId bo = enroll(other, "bo", at(0.5f));
            assertThat(nearest(at(1), 2)).containsExactly(bo, ann);
            other.forget(List.of(ann));
            assertThat(nearest(at(1), 2)).containsExactly(bo);
            other.restore(folder.resolve("backup.db"));
            assertThat(nearest(at(1), 2)).containsExactly(ann);
        }
    }

    @Test
    void aGraphTakesOverAndFollowsEveryChange() throws Exception {
        for (int i = 0; i < 40; i++) {
            enroll(gallery, "p" + i, at(i, i % 7));
        }
        try (GalleryIndex many = new GalleryIndex(gallery, 40)) {
            many.nearest(Collections.nCopies(1_000, at(20, 6)), 1);
            while (!many.usesGraph()) { // until it is built in the background
                assertThat(many.nearest(at(20, 6), 40))
                        .extracting(Neighbor::distance)
                        .isEqualTo(slowly(gallery, at(20, 6)));
            }
            PersonId ann = enroll(gallery, "ann", at(50, 50));
            assertThat(many.nearest(at(50, 50), 1).get(0).person().id()).isEqualTo(ann);
            PersonId bo = enroll(gallery, "bo", at(60, 60));
            gallery.merge(ann, bo);
            assertThat(many.nearest(at(50, 50), 1).get(0).person().id()).isEqualTo(bo);
            gallery.undo();
            assertThat(many.nearest(at(50, 50), 1).get(0).person().id()).isEqualTo(ann);
            gallery.forget(List.of(ann));
            assertThat(many.nearest(at(50, 50), 50))
                    .extracting(Neighbor::distance)
                    .isEqualTo(slowly(gallery, at(50, 50)));
            assertThat(many.usesGraph()).isTrue();
        }
        try (Stream<Path> files = Files.list(folder)) { // no copy of the embeddings beside the gallery
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(file ->
                            List.of("staff.db", "staff.db-wal", "staff.db-shm").contains(file));
        }
    }

    @Test
    void threadsSearchWhileOthersChange() throws Exception {
        enroll(gallery, "ann", at(0, 0));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int number = thread;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        if (number == 0) {
                            PersonId other = enroll(gallery, "p" + i, at(10 + i, i));
                            if (i % 2 == 0) {
                                gallery.forget(List.of(other));
                            }
                        } else {
                            assertThat(index.nearest(at(1, 1), 1)
                                            .get(0)
                                            .person()
                                            .name())
                                    .isEqualTo("ann");
                        }
                    }
                    return true;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(index.size()).isEqualTo(26);
    }
}
