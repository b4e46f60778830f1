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
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Change;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryContract;
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

    private void oldGallery(Path file, int format, String... pictures) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + 0x4c4b4e53);
            statement.execute("PRAGMA user_version = " + format);
            statement.execute("CREATE TABLE space (encoder TEXT NOT NULL)");
            statement.execute("CREATE TABLE picture (id INTEGER PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL,"
                    + " embedding BLOB NOT NULL, UNIQUE (person, embedding))");
            statement.execute("INSERT INTO space VALUES ('" + SPACE.sha256() + "')");
            if (format == 2) {
                statement.execute(
                        "CREATE TABLE taking (detector TEXT, sha256 TEXT, template TEXT, mirror INTEGER NOT NULL)");
                statement.execute("INSERT INTO taking VALUES ('yunet.onnx', '8f2383e4dd3c', NULL, 0)");
            }
            for (String picture : pictures) {
                statement.execute("INSERT INTO picture (id, person, name, embedding) VALUES (" + picture + ")");
            }
        }
    }

    @Test
    void aGalleryOfTheSecondFormatIsUpgradedInPlace() throws SQLException {
        Path file = folder.resolve("old.db");
        oldGallery(
                file,
                2,
                "1, 'Rene\u0301e ', 'a.jpg', x'0000803f'",
                "2, 'Bo', 'b.jpg', x'00000040'",
                "5, 'Ren\u00e9e', 'c.jpg', x'00004040'");
        for (int time = 0; time < 2; time++) {
            try (SqliteGallery gallery = SqliteGallery.open(file)) {
                assertThat(people(gallery)).extracting(Person::name).containsExactly("Ren\u00e9e", "Bo");
                assertThat(gallery.faces(people(gallery).get(0).id()))
                        .extracting(Face::source)
                        .containsExactly("a.jpg", "c.jpg");
                assertThat(gallery.extraction()
                                .orElseThrow()
                                .detection()
                                .orElseThrow()
                                .detector())
                        .isEqualTo("yunet.onnx");
                assertThat(gallery.history(9)).extracting(Change::kind).containsOnly(Change.Kind.IMPORT);
                assertThat(gallery.check()).isEmpty();
            }
        }
    }

    @Test
    void aGalleryOfTheFirstFormatDoesNotSayHowItsFacesWereObtained() throws SQLException {
        Path file = folder.resolve("old.db");
        oldGallery(file, 1, "1, 'ann', 'a.jpg', x'0000803f'");
        FaceExtraction found = new FaceExtraction(
                Optional.of(new FaceExtraction.Detection("yunet.onnx", "8f2383e4dd3c", Optional.empty())), false);
        for (FaceExtraction extraction : List.of(FaceExtraction.CUT_OUT, found)) {
            try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, extraction)) {
                assertThat(gallery.extraction()).isEmpty();
                assertThat(people(gallery)).extracting(Person::name).containsExactly("ann");
            }
        }
        assertThatThrownBy(() -> SqliteGallery.open(file, SPACE.mirrored(), new FaceExtraction(Optional.empty(), true)))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.OMIT_MIRROR)))
                .hasMessageContaining("old.db");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'ann', 'a.jpg', x'010203'|3 bytes",
                "'ann', 'a.jpg', x''|0 bytes",
                "'ann', 'a.jpg', x'0000803f0000803f'|2 numbers, those before it have 1",
                "'ann', 'a.jpg', x'0000c07f'|holds NaN",
                "'ann', 'a.jpg', x'000080ff'|holds -Infinity",
                "'ann', 'a.jpg', 'text'|not a blob",
                "x'616e6e', 'a.jpg', x'0000803f'|its person has no name",
                "'', 'a.jpg', x'0000803f'|a name of 1 to 200 characters",
                "'bo', x'00', x'0000803f'|its picture has no name"
            })
    void anOldGalleryWithADamagedRowIsLeftAsItIs(String values, String reason) throws SQLException, IOException {
        Path file = folder.resolve("old.db");
        oldGallery(file, 2, "1, 'ann', 'first.jpg', x'00000040'", "17, " + values);
        byte[] before = Files.readAllBytes(file);
        assertThatThrownBy(() -> SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged in row 17")
                .hasMessageContaining(reason);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
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
    void whatIsForgottenIsInNoFileOfTheGallery() throws IOException {
        Path place = Files.createDirectories(folder.resolve("forgetting"));
        Path file = place.resolve("staff.db");
        String name = "A Name That Is To Be Forgotten";
        String former = "A Former Name That Is To Be Forgotten";
        byte[] noise = new byte[112 * 112 * 3];
        new Random(5).nextBytes(noise);
        float[] vector = new float[128];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(i + 1);
        }
        Columns columns = new Columns("test", Sealing.PLAIN);
        FaceImage crop = new FaceImage(112, 112, noise);
        List<byte[]> secrets = List.of(
                columns.name(name),
                columns.name(former),
                Arrays.copyOf(columns.vector(1, 1, vector), 64),
                Arrays.copyOfRange(columns.crop(1, crop), 200, 264));
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            for (int i = 0; i < 50; i++) {
                float[] other = vector.clone();
                other[0] = 100 + i;
                other[1] = i;
                enroll(gallery, "other " + i, Arrays.copyOfRange(other, 0, 128));
            }
            PersonId person = gallery.enroll(
                            PersonDetails.named(former),
                            List.of(NewFace.of(new Embedding(SPACE, vector), "a.jpg")
                                    .withCrop(crop)))
                    .get(0)
                    .person();
            gallery.edit(person, PersonDetails.named(name));
            assertThat(secrets).allMatch(secret -> StoredBytes.found(place, secret));
            Erasure erasure = gallery.forget(List.of(person));
            assertThat(erasure.crops()).isEqualTo(1);
            assertThat(erasure.overwritten()).isTrue();
            assertThat(secrets).noneMatch(secret -> StoredBytes.found(place, secret)); // the gallery is open
        }
        assertThat(secrets).noneMatch(secret -> StoredBytes.found(place, secret));
    }

    @Test
    void aReaderThatKeepsTheLogIsReported() throws SQLException {
        Path file = folder.resolve("staff.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT);
                Connection reader = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = reader.createStatement()) {
            PersonId ann = enroll(gallery, "ann", 1);
            statement.execute("BEGIN");
            statement.executeQuery("SELECT count(*) FROM person").close();
            Erasure erasure = gallery.forget(List.of(ann));
            assertThat(erasure.overwritten()).isFalse();
            assertThat(erasure.remaining()).anyMatch(place -> place.contains("write-ahead log"));
            statement.execute("ROLLBACK");
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
            assertThatThrownBy(() -> gallery.visit((face, person, vector) -> {}))
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
                        gallery.visit((face, person, vector) -> {});
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
