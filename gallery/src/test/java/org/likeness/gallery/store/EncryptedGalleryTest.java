package org.likeness.gallery.store;

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
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryContract;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

class EncryptedGalleryTest extends GalleryContract {
    private static final GalleryOptions KEY = GalleryOptions.DEFAULT.withKey(GalleryKey.random());
    private static final GalleryOptions OTHER_KEY = GalleryOptions.DEFAULT.withKey(GalleryKey.random());

    @TempDir
    private Path folder;

    @Override
    protected Gallery open(EncoderId space, FaceExtraction extraction, InstantSource clock) {
        return SqliteGallery.inMemory(space, extraction, KEY.withClock(clock));
    }

    private SqliteGallery make(Path file) {
        return SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT, KEY);
    }

    private static PersonId enroll(Gallery gallery, String name, float... vector) {
        return gallery.enroll(
                        PersonDetails.named(name),
                        List.of(NewFace.of(new Embedding(SPACE, vector), name + ".jpg")
                                .withSha256("c".repeat(64))))
                .get(0)
                .person();
    }

    @Test
    void nothingOfPeopleStandsInAnyFile() throws IOException {
        Path place = Files.createDirectories(folder.resolve("secret"));
        byte[] noise = new byte[112 * 112 * 3];
        new Random(5).nextBytes(noise);
        float[] vector = new float[128];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(i + 1);
        }
        FaceImage crop = new FaceImage(112, 112, noise);
        PersonDetails details = new PersonDetails(
                "Ann Personname", Optional.of("external-7701"), new Metadata("{\"room\":\"attic 3\"}"));
        NewFace face = NewFace.of(new Embedding(SPACE, vector), "holiday-picture.jpg")
                .withSha256("0123456789abcdef".repeat(4))
                .withCrop(crop, Optional.empty());
        Columns plain = new Columns("test", Sealing.PLAIN);
        List<byte[]> secrets = Stream.of(
                        "Ann Personname".getBytes(StandardCharsets.UTF_8),
                        "Former Personname".getBytes(StandardCharsets.UTF_8),
                        "external-7701".getBytes(StandardCharsets.UTF_8),
                        "attic 3".getBytes(StandardCharsets.UTF_8),
                        "holiday-picture".getBytes(StandardCharsets.UTF_8),
                        "0123456789abcdef".getBytes(StandardCharsets.UTF_8),
                        Arrays.copyOf(plain.vector(1, 1, vector), 16),
                        Arrays.copyOfRange(plain.crop(1, new KeptCrop(crop, Optional.empty())), 200, 216),
                        KEY.key().orElseThrow().bytes(),
                        KEY.key().orElseThrow().text().getBytes(StandardCharsets.UTF_8))
                .toList();
        try (SqliteGallery gallery = make(place.resolve("staff.db"))) {
            assertThat(gallery.isEncrypted()).isTrue();
            PersonId person = gallery.enroll(details.withName("Former Personname"), List.of(face))
                    .get(0)
                    .person();
            gallery.edit(person, details); // the history keeps the former name
            gallery.backup(place.resolve("backup.db"));
            assertThat(secrets).noneMatch(secret -> StoredBytes.found(place, secret));
            assertThat(gallery.personWithExternalId("external-7701")
                            .orElseThrow()
                            .details())
                    .isEqualTo(details);
            gallery.undo();
            assertThat(gallery.peopleNamed("Former Personname")).hasSize(1);
        }
        assertThat(secrets).noneMatch(secret -> StoredBytes.found(place, secret));
        try (SqliteGallery open = SqliteGallery.open(
                Files.createDirectories(folder.resolve("open")).resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT)) {
            open.enroll(details, List.of(face));
            assertThat(secrets)
                    .filteredOn(secret -> StoredBytes.found(folder.resolve("open"), secret))
                    .hasSize(7); // all but the former name and the key: the search itself finds what is there
        }
    }

    @Test
    void theKeyIsNeededAndNoOtherOneOpensTheGallery() {
        Path file = folder.resolve("staff.db");
        make(file).close();
        refused(
                LikenessException.Kind.INVALID,
                "is encrypted, and no key was given",
                Remedy.Action.GIVE_GALLERY_KEY,
                () -> SqliteGallery.open(file));
        refused(
                LikenessException.Kind.INVALID,
                "is encrypted with another key",
                Remedy.Action.GIVE_GALLERY_KEY,
                () -> SqliteGallery.open(file, OTHER_KEY));
        refused(
                LikenessException.Kind.INVALID,
                "is encrypted with another key",
                Remedy.Action.GIVE_GALLERY_KEY,
                () -> SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT, OTHER_KEY));
        SqliteGallery.open(file, KEY).close();
    }

    @Test
    void aGalleryThatIsNotEncryptedTakesNoKey() throws SQLException {
        Path plain = folder.resolve("plain.db");
        SqliteGallery.open(plain, SPACE, FaceExtraction.CUT_OUT).close();
        Path old = folder.resolve("old.db");
        change(old, "PRAGMA user_version = 2", "PRAGMA application_id = " + 0x4c4b4e53);
        for (Path file : List.of(plain, old)) {
            refused(
                    LikenessException.Kind.CONFLICT,
                    "is not encrypted, and a key was given",
                    Remedy.Action.OMIT_GALLERY_KEY,
                    () -> SqliteGallery.open(file, KEY));
        }
    }

    private static void change(Path file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static void refused(LikenessException.Kind kind, String reason, Remedy.Action remedy, Runnable opening) {
        assertThatThrownBy(opening::run).isInstanceOfSatisfying(LikenessException.class, error -> {
            assertThat(error.kind()).isEqualTo(kind);
            assertThat(error).hasMessageContaining(reason);
            assertThat(error.remedy().orElseThrow().action()).isEqualTo(remedy);
        });
    }

    /** Exchanges a column of the rows 1 and 2. */
    @ParameterizedTest
    @CsvSource({
        "person, name, id",
        "person, metadata, id",
        "face, source, id",
        "embedding, vector, face",
        "crop, png, face"
    })
    void valuesOfAnotherRowAreRefused(String table, String column, String id) throws SQLException {
        Path file = folder.resolve("staff.db");
        FaceImage crop = new FaceImage(2, 2, new byte[2 * 2 * 3]);
        try (SqliteGallery gallery = make(file)) {
            for (int i = 1; i <= 2; i++) {
                gallery.enroll(
                        PersonDetails.named("p" + i),
                        List.of(NewFace.of(new Embedding(SPACE, new float[] {i, 1}), i + ".jpg")
                                .withCrop(crop, Optional.empty())));
            }
        }
        change(
                file,
                String.format(
                        Locale.ROOT,
                        "CREATE TEMP TABLE other AS SELECT 3 - %s AS id, %s AS value FROM %s",
                        id,
                        column,
                        table),
                String.format(
                        Locale.ROOT,
                        "UPDATE %1$s SET %2$s = (SELECT value FROM other WHERE other.id = %1$s.%3$s)",
                        table,
                        column,
                        id));
        try (SqliteGallery gallery = SqliteGallery.open(file, KEY)) {
            assertThat(gallery.check())
                    .hasSize(2)
                    .allMatch(problem -> problem.contains("of the table " + table)
                            && problem.contains("changed without the gallery's key, or is another row's"));
        }
    }

    @Test
    void aChangedByteIsNoticedAndTheOtherRowsAreRead() throws SQLException {
        Path file = folder.resolve("staff.db");
        try (SqliteGallery gallery = make(file)) {
            enroll(gallery, "ann", 1);
            enroll(gallery, "bo", 2);
        }
        change(file, "UPDATE embedding SET vector = CAST(vector || x'00' AS BLOB) WHERE face = 1");
        try (SqliteGallery gallery = SqliteGallery.open(file, KEY)) {
            assertThatThrownBy(() -> gallery.vector(new FaceId(1), gallery.space()))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("row 1 of the table embedding");
            assertThat(gallery.vector(new FaceId(2), gallery.space()).orElseThrow())
                    .containsExactly(2);
        }
    }

    @Test
    void aBackupIsEncryptedAndRestoredWithTheKey() {
        Path file = folder.resolve("staff.db");
        Path backup = folder.resolve("backup.db");
        try (SqliteGallery gallery = make(file)) {
            enroll(gallery, "ann", 1);
            gallery.backup(backup);
            enroll(gallery, "bo", 2);
            assertThatThrownBy(() -> SqliteGallery.open(backup)).hasMessageContaining("is encrypted");
            gallery.restore(backup);
            assertThat(gallery.peopleNamed("ann")).hasSize(1);
            assertThat(gallery.peopleNamed("bo")).isEmpty();
            assertThat(gallery.check()).isEmpty();
        }
    }

    @Test
    void aBackupThatIsSealedOtherwiseIsNotRestored() {
        Path plain = folder.resolve("plain.db");
        Path sameKey = folder.resolve("same-key.db");
        SqliteGallery.open(plain, SPACE, FaceExtraction.CUT_OUT).close();
        make(sameKey).close();
        try (SqliteGallery gallery = make(folder.resolve("staff.db"))) {
            PersonId ann = enroll(gallery, "ann", 1);
            assertThatThrownBy(() -> gallery.restore(plain)).hasMessageContaining("is not encrypted");
            assertThatThrownBy(() -> gallery.restore(sameKey))
                    .hasMessageContaining("is a backup of another encrypted gallery");
            assertThat(gallery.person(ann)).isPresent();
            assertThat(gallery.check()).isEmpty();
        }
    }
}
