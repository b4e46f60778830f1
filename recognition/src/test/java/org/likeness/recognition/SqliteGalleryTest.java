package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
import org.likeness.core.gallery.PersonId;

class SqliteGalleryTest {
    private static final EncoderId SPACE = new EncoderId("1".repeat(64));
    private static final EncoderId OTHER = new EncoderId("2".repeat(64));

    @TempDir
    private Path folder;

    @Test
    void everybodyIsStillThereInAnotherProcessesEyes() {
        Path file = folder.resolve("staff.db");
        Embedding embedding = new Embedding(SPACE, new float[] {0.25f, Float.MIN_VALUE, -1e30f});
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.enroll(new PersonId("Ann Ó'Lee"), "a.jpg", embedding);
            gallery.enroll(new PersonId("Ann Ó'Lee"), "same.jpg", embedding);
            gallery.enroll(new PersonId("Bo"), "b.jpg", new Embedding(SPACE, new float[] {1, 2, 3}));
        }
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.space()).isEqualTo(SPACE);
            assertThat(gallery.entries()).hasSize(2);
            assertThat(gallery.entries().get(0).embedding()).isEqualTo(embedding);
            assertThat(gallery.people()).containsEntry(new PersonId("Ann Ó'Lee"), 1);
            assertThat(gallery.forget(new PersonId("Ann Ó'Lee"))).isEqualTo(1);
        }
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            assertThat(gallery.people()).containsOnlyKeys(new PersonId("Bo"));
        }
    }

    @Test
    void facesThatWereTakenInAnotherWayAreRefused() {
        Path file = folder.resolve("staff.db");
        FaceExtraction found = new FaceExtraction(
                Optional.of(new FaceExtraction.Detection("yunet.onnx", "8f2383e4dd3c", Optional.of("arcface"))), false);
        SqliteGallery.open(file, SPACE, found).close();
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, found)) {
            assertThat(gallery.taking()).contains(found);
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
    void aGalleryOfTheFirstFormatOpensButTakesNoAveragedFaces() throws SQLException {
        Path file = folder.resolve("old.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA application_id = " + 0x4c4b4e53);
            statement.execute("PRAGMA user_version = 1");
            statement.execute("CREATE TABLE space (encoder TEXT NOT NULL)");
            statement.execute("CREATE TABLE picture (id INTEGER PRIMARY KEY, person TEXT NOT NULL, name TEXT NOT NULL,"
                    + " embedding BLOB NOT NULL, UNIQUE (person, embedding))");
            statement.execute("INSERT INTO space VALUES ('" + SPACE.sha256() + "')");
            statement.execute("INSERT INTO picture (person, name, embedding) VALUES ('ann', 'a.jpg', x'0000803f')");
        }
        FaceExtraction found = new FaceExtraction(
                Optional.of(new FaceExtraction.Detection("yunet.onnx", "8f2383e4dd3c", Optional.empty())), false);
        for (FaceExtraction taking : List.of(FaceExtraction.CUT_OUT, found)) {
            try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, taking)) {
                assertThat(gallery.taking()).isEmpty();
                gallery.enroll(new PersonId("bo"), "b.jpg", new Embedding(SPACE, new float[] {2}));
                assertThat(gallery.people()).containsOnlyKeys(new PersonId("ann"), new PersonId("bo"));
            }
        }
        assertThatThrownBy(() -> SqliteGallery.open(file, SPACE.mirrored(), new FaceExtraction(Optional.empty(), true)))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.OMIT_MIRROR)))
                .hasMessageContaining("old.db");
    }

    @Test
    void anotherEncodersGalleryIsRefused() {
        Path file = folder.resolve("staff.db");
        SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT).close();
        assertThatThrownBy(() -> SqliteGallery.open(file, OTHER, FaceExtraction.CUT_OUT))
                .isInstanceOf(SpaceMismatchException.class)
                .hasMessageContaining("staff.db")
                .hasMessageContaining("11111111")
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
                        gallery.enroll(new PersonId("person " + writer), k + ".jpg", new Embedding(SPACE, new float[] {
                            writer, k
                        }));
                    }
                }
            });
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.entries()).hasSize(20);
        }
    }

    @Test
    void severalThreadsShareOneGallery() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (SqliteGallery gallery = SqliteGallery.open(folder.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT)) {
            for (int i = 0; i < 20; i++) {
                int number = i;
                threads.execute(() -> {
                    gallery.enroll(new PersonId("p" + number), "a.jpg", new Embedding(SPACE, new float[] {number}));
                    assertThat(gallery.entries()).isNotEmpty();
                    if (number % 2 == 1) {
                        gallery.forget(new PersonId("p" + number));
                    }
                });
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            assertThat(gallery.people().keySet())
                    .extracting(PersonId::name)
                    .containsExactlyInAnyOrder("p0", "p2", "p4", "p6", "p8", "p10", "p12", "p14", "p16", "p18");
        }
    }

    @Test
    void whatIsForgottenIsNotLeftInTheFile() throws IOException {
        Path file = folder.resolve("staff.db");
        String name = "Somebody Who Wishes To Be Forgotten";
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.enroll(new PersonId(name), "a.jpg", new Embedding(SPACE, new float[] {1}));
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).contains(name);
            gallery.forget(new PersonId(name));
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(name);
    }

    @Test
    void namesAreOneHoweverTheyAreWritten() throws SQLException {
        Path file = folder.resolve("staff.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.enroll(new PersonId("Rene\u0301e"), "a.jpg", new Embedding(SPACE, new float[] {1}));
            gallery.enroll(new PersonId("Bo"), "c.jpg", new Embedding(SPACE, new float[] {3}));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // as an earlier version stored a name of macOS
            statement.execute(
                    "INSERT INTO picture (person, name, embedding) VALUES ('Rene\u0301e ', 'b.jpg', x'00000040')");
        }
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThat(gallery.people()).isEqualTo(Map.of(new PersonId("Ren\u00e9e"), 2, new PersonId("Bo"), 1));
            assertThat(gallery.forget(new PersonId(" Ren\u00e9e"))).isEqualTo(2);
            assertThat(gallery.people()).containsOnlyKeys(new PersonId("Bo"));
        }
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
    void aDamagedRowIsNamed(String values, String reason) throws SQLException {
        Path file = folder.resolve("staff.db");
        enrollAnn(file);
        change(file, "INSERT INTO picture (id, person, name, embedding) VALUES (17, " + values + ")");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            assertThatThrownBy(gallery::entries)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("damaged in row 17")
                    .hasMessageContaining(reason);
        }
    }

    @Test
    void aPersonWhoseNameIsNoneIsNamedByTheRowInTheListToo() throws SQLException {
        Path file = folder.resolve("staff.db");
        enrollAnn(file);
        change(file, "INSERT INTO picture (id, person, name, embedding) VALUES (17, x'00', 'a.jpg', x'0000803f')");
        try (SqliteGallery gallery = SqliteGallery.open(file)) {
            assertThatThrownBy(gallery::people)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("damaged in row 17");
        }
    }

    @Test
    void aGalleryOfNoEncoderIsDamaged() throws SQLException {
        Path file = folder.resolve("staff.db");
        enrollAnn(file);
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
                gallery.enroll(new PersonId("ann"), i + ".jpg", new Embedding(SPACE, new float[] {i, 1, 2, 3}));
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4096 * 2, bytes.length, (byte) 0x5a);
        Files.write(file, bytes);
        assertThatThrownBy(() -> {
                    try (SqliteGallery gallery = SqliteGallery.open(file)) {
                        gallery.entries();
                    }
                })
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("damaged");
    }

    private static void enrollAnn(Path file) {
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.enroll(new PersonId("ann"), "first.jpg", new Embedding(SPACE, new float[] {1}));
        }
    }

    private static void change(Path file, String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement open = connection.createStatement()) {
            open.execute(statement);
        }
    }
}
