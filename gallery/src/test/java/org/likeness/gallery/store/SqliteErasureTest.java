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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Erasure;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/** What is forgotten is in no file of a gallery. */
class SqliteErasureTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));

    @TempDir
    private Path folder;

    private static PersonId enroll(Gallery gallery, String name, float... vector) {
        return gallery.enroll(
                        PersonDetails.named(name), List.of(NewFace.of(new Embedding(SPACE, vector), name + ".jpg")))
                .get(0)
                .person();
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
                Arrays.copyOfRange(columns.crop(1, new KeptCrop(crop, Optional.empty())), 200, 264));
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
                                    .withCrop(crop, Optional.empty())))
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
    void theEmbeddingsOfARemovedSpaceAreInNoFile() throws IOException {
        Path place = Files.createDirectories(folder.resolve("removing"));
        EncoderId next = new EncoderId("b".repeat(64));
        float[] vector = new float[64];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) StrictMath.cos(i + 1);
        }
        byte[] secret = Arrays.copyOf(new Columns("test", Sealing.PLAIN).vector(1, 1, vector), 64);
        try (SqliteGallery gallery = SqliteGallery.open(place.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT)) {
            enroll(gallery, "ann", vector);
            Face face = gallery.faces(gallery.peopleNamed("ann").get(0).id()).get(0);
            gallery.spaces().prepare(next, Optional.of(FaceExtraction.CUT_OUT));
            gallery.spaces().add(Map.of(face.id(), new Embedding(next, new float[] {1, 2})));
            gallery.spaces().use(next, false);
            assertThat(StoredBytes.found(place, secret)).isTrue();
            assertThat(gallery.spaces().remove(SPACE)).isEmpty();
            assertThat(StoredBytes.found(place, secret)).isFalse(); // the gallery is open
        }
        assertThat(StoredBytes.found(place, secret)).isFalse();
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
    void anErasedGalleryHasNoFileAndIsClosed() throws IOException {
        Path place = Files.createDirectories(folder.resolve("erasing"));
        SqliteGallery gallery = SqliteGallery.open(place.resolve("staff.db"), SPACE, FaceExtraction.CUT_OUT);
        enroll(gallery, "Ann", 1, 0);
        enroll(gallery, "Bo", 0, 1);
        Erasure erasure = gallery.erase();
        assertThat(List.of(erasure.people(), erasure.faces(), erasure.crops(), erasure.history()))
                .containsExactly(2, 2, 0, 2);
        assertThat(erasure.overwritten()).isTrue();
        assertThat(erasure.remaining()).hasSize(2);
        assertThat(gallery.isOpen()).isFalse();
        assertThatThrownBy(gallery::stats).isInstanceOf(IllegalStateException.class);
        try (Stream<Path> left = Files.list(place)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aGalleryThatIsInUseElsewhereIsNotErased() {
        Path file = folder.resolve("shared.db");
        try (SqliteGallery gallery = SqliteGallery.open(file, SPACE, FaceExtraction.CUT_OUT)) {
            enroll(gallery, "Ann", 1, 0);
            try (SqliteGallery other = SqliteGallery.open(file)) {
                assertThat(other.stats().people()).isEqualTo(1);
                assertThatThrownBy(gallery::erase)
                        .isInstanceOf(LikenessException.class)
                        .hasMessageContaining("is in use elsewhere, and nothing was erased")
                        .extracting(thrown -> ((LikenessException) thrown).kind())
                        .isEqualTo(LikenessException.Kind.CONFLICT);
                enroll(other, "Bo", 0, 1);
            }
            assertThat(gallery.isOpen()).isTrue();
            assertThat(gallery.stats().people()).isEqualTo(2);
            gallery.erase();
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void anErasureThatWasInterruptedIsFinished() throws IOException {
        Path left = Files.writeString(folder.resolve(".staff.db.5c0ffee.erased"), "half of a gallery");
        Path other = Files.writeString(folder.resolve("visitors.db"), "another file");
        SqliteGallery.finishErasures(folder);
        assertThat(left).doesNotExist();
        assertThat(other).hasContent("another file");
    }
}
