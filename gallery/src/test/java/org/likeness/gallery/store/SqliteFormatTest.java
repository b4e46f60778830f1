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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Change;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;

/** Files of earlier formats are upgraded when they are opened. */
class SqliteFormatTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));

    @TempDir
    private Path folder;

    private static List<Person> people(Gallery gallery) {
        return gallery.people(Optional.empty(), 1000);
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
    void aGalleryOfTheThirdFormatDoesNotSayHowItsKeptFacesWereAligned() throws SQLException {
        Path file = folder.resolve("third.db");
        FaceImage picture = new FaceImage(4, 4, new byte[4 * 4 * 3]);
        NewFace kept = NewFace.of(new Embedding(SPACE, new float[] {1}), "a.jpg")
                .withCrop(picture, Optional.of(FaceAlignment.arcFace(112, Border.BLACK)));
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            gallery.enroll(PersonDetails.named("ann"), List.of(kept));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE crop DROP COLUMN alignment");
            statement.execute("PRAGMA user_version = 3");
        }
        for (int time = 0; time < 2; time++) {
            try (SqliteGallery gallery = SqliteGallery.open(file)) {
                FaceId face = gallery.faces(people(gallery).get(0).id()).get(0).id();
                assertThat(gallery.crop(face)).contains(new KeptCrop(picture, Optional.empty()));
                gallery.enroll(PersonDetails.named("bo"), List.of(kept));
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
}
