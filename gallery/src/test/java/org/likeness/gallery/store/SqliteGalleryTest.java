package org.likeness.gallery.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryContract;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

class SqliteGalleryTest extends GalleryContract {
    private static final EncoderId OTHER = new EncoderId("2".repeat(64));

    @TempDir
    private Path folder;

    private int galleries;

    @Override
    protected Gallery open(EncoderId space, FaceExtraction extraction, InstantSource clock) {
        return SqliteGallery.open(
                folder.resolve("contract-" + galleries++ + ".db"),
                space,
                extraction,
                GalleryOptions.DEFAULT.withClock(clock));
    }

    @Override
    protected int sequences() {
        return 5; // each change waits for the disk; the gallery in memory tries more
    }

    private static PersonId enroll(Gallery gallery, String name, float... vector) {
        return gallery.enroll(
                        PersonDetails.named(name), List.of(NewFace.of(new Embedding(SPACE, vector), name + ".jpg")))
                .get(0)
                .person();
    }

    private static List<Person> people(Gallery gallery) {
        return gallery.people(Optional.empty(), 1000);
    }

    @Test
    void everybodyIsStillThereAfterTheFileIsOpenedAgain() {
        Path file = folder.resolve("staff.db");
        Embedding embedding = new Embedding(SPACE, new float[] {0.25f, Float.MIN_VALUE, -1e30f});
        PersonId ann;
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            ann = enroll(gallery, "Ann Ó'Lee", embedding.values());
        }
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.space()).isEqualTo(SPACE);
            Face face = gallery.faces(ann).get(0);
            assertThat(gallery.embedding(face.id())).contains(embedding);
            assertThat(people(gallery)).extracting(Person::name).containsExactly("Ann Ó'Lee");
        }
        assertThat(Path.of(file + "-wal")).doesNotExist();
    }

    @Test
    void facesThatWereTakenInAnotherWayAreRefused() {
        Path file = folder.resolve("staff.db");
        FaceExtraction found = new FaceExtraction(
                Optional.of(new FaceExtraction.Detection("yunet.onnx", "8f2383e4dd3c", Optional.of("arcface"))), false);
        SqliteGallery.open(file, SPACE, found).close();
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, found)) {
            assertThat(gallery.extraction()).contains(found);
        }
        assertThatThrownBy(() -> SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.USE_THAT_DETECTOR)))
                .hasMessageContaining("staff.db")
                .hasMessageContaining("faces detected by yunet.onnx (8f2383e4)");
        assertThatThrownBy(
                        () -> SqliteGallery.open(file, SPACE.mirrored(), new FaceExtraction(found.detection(), true)))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.OMIT_MIRROR)));
    }

    @Test
    void anotherEncodersGalleryIsRefused() {
        Path file = folder.resolve("staff.db");
        SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT).close();
        assertThatThrownBy(() -> SqliteGallery.open(file, OTHER, FaceExtraction.CUT_OUT))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("staff.db")
                .hasMessageContaining("aaaaaaaa")
                .hasMessageContaining("22222222");
    }

    @Test
    void whatIsNotAGalleryIsRefusedAndLeftAlone() throws IOException, SQLException {
        Path text = Files.writeString(
                folder.resolve("notes.txt"), "these are notes, and long enough for a header".repeat(30));
        assertThatThrownBy(() -> SqliteGallery.open(text, SPACE, FaceExtraction.CUT_OUT))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not a gallery");
        assertThat(text).content().startsWith("these are notes");
        Path foreign = folder.resolve("foreign.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + foreign);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE orders (id INTEGER)");
        }
        assertThatThrownBy(() -> SqliteGallery.open(foreign, SPACE, FaceExtraction.CUT_OUT))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is not a gallery");
    }

    @Test
    void aMissingGalleryOrFolderIsSaid() {
        assertThatThrownBy(() -> SqliteGallery.open(folder.resolve("none.db")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such gallery");
        assertThatThrownBy(() -> SqliteGallery.open(folder.resolve("no/such/folder.db"), SPACE, FaceExtraction.CUT_OUT))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such folder");
    }

    @Test
    void severalWritersWaitForEachOther() throws InterruptedException {
        Path file = folder.resolve("staff.db");
        ExecutorService writers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            int writer = i;
            writers.execute(() -> {
                try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
                    for (int k = 0; k < 5; k++) {
                        enroll(gallery, "person " + writer, writer, k);
                    }
                }
            });
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.stats().faces()).isEqualTo(20);
            assertThat(gallery.version().sequence()).isEqualTo(20);
        }
    }

    @Test
    void aGalleryIsClosedWhileOthersEnroll() throws Exception {
        SqliteGallery gallery = SqliteGallery.open(folder.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        List<Future<?>> users = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            int number = i;
            users.add(threads.submit(() -> {
                for (int k = 0; ; k++) {
                    enroll(gallery, "p", number, k);
                }
            }));
        }
        while (gallery.stats().faces() < 4) {
            Thread.onSpinWait();
        }
        gallery.close();
        gallery.close();
        for (Future<?> user : users) {
            assertThatThrownBy(() -> user.get(1, TimeUnit.MINUTES))
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
        }
        threads.shutdownNow();
        try (SqliteGallery again = SqliteGallery.open(folder.resolve("staff.db"))) {
            assertThat(again.check()).isEmpty();
        }
    }

    @Test
    void aBackupHoldsTheGalleryAsItWasAndIsRestored() {
        Path file = folder.resolve("staff.db");
        Path backup = folder.resolve("backup.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            PersonId ann = enroll(gallery, "ann", 1);
            gallery.backup(backup);
            assertThatThrownBy(() -> gallery.backup(backup))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("exists already");
            assertThatThrownBy(() -> gallery.backup(folder.resolve("nowhere/backup.db")))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("there is no such folder for the backup");
            assertThatThrownBy(() -> gallery.restore(folder.resolve("none.db")))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("none.db: no such backup");
            PersonId bo = enroll(gallery, "bo", 2);
            gallery.edit(ann, PersonDetails.named("anna"));
            gallery.restore(backup);
            assertThat(people(gallery)).extracting(Person::name).containsExactly("ann");
            assertThat(enroll(gallery, "cy", 3)).isGreaterThan(bo);
            assertThat(gallery.check()).isEmpty();
            SqliteGallery.open(folder.resolve("other.db"), OTHER, FaceExtraction.CUT_OUT)
                    .close();
            assertThatThrownBy(() -> gallery.restore(folder.resolve("other.db")))
                    .isInstanceOf(SpaceMismatchException.class);
            assertThat(people(gallery)).hasSize(2);
        }
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aBackupFromBeforeAMigrationIsPutBack() {
        Path backup = folder.resolve("backup.db");
        try (SqliteGallery gallery = SqliteGallery.open(folder.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT)) {
            enroll(gallery, "ann", 1);
            gallery.backup(backup);
            GalleryIndex index = new GalleryIndex(gallery);
            gallery.spaces().prepare(OTHER, Optional.of(FaceExtraction.CUT_OUT));
            gallery.spaces().use(OTHER, true);
            assertThat(index.size()).isZero();
            gallery.restore(backup);
            assertThat(gallery.space()).isEqualTo(SPACE);
            assertThat(gallery.spaces().list()).hasSize(1);
            assertThat(index.size()).isOne();
            assertThat(gallery.check()).isEmpty();
        }
    }

    @Test
    void aDamagedRowIsNamedByTheCheckAndByWhoReadsIt() throws SQLException {
        Path file = folder.resolve("staff.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            enroll(gallery, "ann", 1);
            enroll(gallery, "bo", 2);
        }
        change(file, "UPDATE embedding SET vector = x'010203' WHERE face = 2");
        change(file, "UPDATE person SET name = x'00' WHERE id = 1");
        change(file, "DELETE FROM embedding WHERE face = 1");
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.check())
                    .hasSize(3)
                    .anyMatch(problem -> problem.contains("row 2 of the table embedding: its embedding has 3 bytes"))
                    .anyMatch(problem -> problem.contains("row 1 of the table person"))
                    .anyMatch(problem -> problem.equals("face 1 has no embedding"));
            assertThatThrownBy(() -> gallery.visit(gallery.space(), (face, person, vector) -> {}))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("row 2 of the table embedding");
        }
    }

    @Test
    void aGalleryOfNoEncoderIsDamaged() throws SQLException {
        Path file = folder.resolve("staff.db");
        SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT).close();
        change(file, "UPDATE space SET encoder = 'mine'");
        assertThatThrownBy(() -> SqliteGallery.open(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("is damaged: its encoder is \"mine\"");
    }

    @Test
    void aFileWhosePagesAreOverwrittenIsDamaged() throws IOException {
        Path file = folder.resolve("staff.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            for (int i = 0; i < 100; i++) {
                enroll(gallery, "ann", i, 1, 2, 3);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096 * 8, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertThatThrownBy(() -> {
                    try (SqliteGallery gallery = SqliteGallery.open(file)) {
                        people(gallery);
                        gallery.visit(gallery.space(), (face, person, vector) -> {});
                    }
                })
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
    }

    private static void change(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
