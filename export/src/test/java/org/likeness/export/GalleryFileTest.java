package org.likeness.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.jerolba.carpet.CarpetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.LikenessException.Kind;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.exchange.GalleryExchange;
import org.likeness.gallery.store.SqliteGallery;

class GalleryFileTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final EncoderId OLDER = new EncoderId("b".repeat(64));

    @TempDir
    private Path folder;

    private static Gallery empty() {
        return SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT);
    }

    private static Gallery drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Gallery gallery = empty();
        for (int i = 0; i < 25; i++) {
            PersonDetails details = new PersonDetails(
                    random.nextBoolean() ? "Zo\u00eb \"Q\", \\ \u5f20" : "p" + i,
                    Optional.of("E-" + i).filter(id -> random.nextBoolean()),
                    new Metadata(random.nextBoolean() ? "{\"n\":0.1234567890123456789,\"t\":[true,null]}" : "{}"));
            List<NewFace> faces = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0; k--) {
                faces.add(face(random, i, k));
            }
            if (faces.isEmpty()) {
                gallery.create(details);
            } else {
                gallery.enroll(details, faces);
            }
        }
        gallery.merge(new PersonId(1 + random.nextInt(10)), new PersonId(11 + random.nextInt(10)));
        gallery.forget(List.of(new PersonId(21 + random.nextInt(5)))); // so that ids are missing
        return gallery;
    }

    private static NewFace face(SplittableRandom random, int person, int number) {
        byte[] rgb = new byte[5 * 4 * 3];
        random.nextBytes(rgb);
        return new NewFace(
                new Embedding(SPACE, new float[] {(float) random.nextDouble(), -0f, Float.MIN_VALUE, person, number}),
                "a\\b " + number,
                Optional.of("c".repeat(64)).filter(hash -> random.nextBoolean()),
                Optional.of(new FaceQuality(random.nextDouble(), 1e-300, new HeadPose(1, -2, 3), 0.1))
                        .filter(quality -> random.nextBoolean()),
                Optional.of(new KeptCrop(
                                new FaceImage(5, 4, rgb),
                                Optional.of(FaceAlignment.arcFace(112, Border.EDGE))
                                        .filter(alignment -> random.nextBoolean())))
                        .filter(crop -> random.nextBoolean()));
    }

    private static List<PersonCopy> content(Gallery gallery) {
        List<PersonCopy> content = new ArrayList<>();
        GalleryExchange.people(gallery).forEachRemaining(content::add);
        return content;
    }

    private Path written(Gallery gallery, String name) {
        Path file = folder.resolve(name);
        new GalleryFile(file).write(gallery);
        return file;
    }

    private static void requireRejected(Path file, Kind kind, String message) {
        try (Gallery gallery = empty()) {
            assertThatThrownBy(() -> new GalleryFile(file).read(gallery))
                    .isInstanceOfSatisfying(LikenessException.class, e -> {
                        assertThat(e.kind()).isEqualTo(kind);
                        assertThat(e.getMessage())
                                .startsWith(file.toString())
                                .contains(message)
                                .doesNotContain("\n");
                    });
            assertThat(gallery.stats().people()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void importingGivesTheSameGalleryAsJsonLinesDo(long seed) throws IOException {
        try (Gallery gallery = drawn(seed);
                Gallery byParquet = empty();
                Gallery byLines = empty()) {
            Path parquet = written(gallery, "staff.parquet");
            Path lines = written(gallery, "staff.jsonl");
            assertThat(new GalleryFile(parquet).header()).isEqualTo(new GalleryFile(lines).header());
            int people = new GalleryFile(parquet).read(byParquet);
            assertThat(people).isEqualTo(new GalleryFile(lines).read(byLines));
            assertThat(content(byParquet))
                    .as("seed %d", seed)
                    .isEqualTo(content(gallery))
                    .isEqualTo(content(byLines));
            assertThat(written(byParquet, "again.jsonl")).hasSameBinaryContentAs(lines);
        }
    }

    @Test
    void embeddingsOfOtherSpacesAreThere() {
        try (Gallery gallery = drawn(5);
                Gallery copy = empty()) {
            gallery.spaces().prepare(OLDER, Optional.of(FaceExtraction.CUT_OUT));
            PersonCopy.FaceCopy face = content(gallery).stream()
                    .flatMap(person -> person.faces().stream())
                    .findFirst()
                    .orElseThrow();
            gallery.spaces().add(Map.of(face.id(), new Embedding(OLDER, new float[] {1, 2})));
            assertThat(new GalleryFile(written(gallery, "staff.parquet")).read(copy))
                    .isEqualTo(content(gallery).size());
            assertThat(content(copy)).isEqualTo(content(gallery));
            assertThat(content(copy).stream()
                            .flatMap(person -> person.faces().stream())
                            .flatMap(each -> each.others().stream()))
                    .containsExactly(new Embedding(OLDER, new float[] {1, 2}));
        }
    }

    @Test
    void theColumnsAreAsDocumented() throws IOException {
        try (Gallery gallery = empty()) {
            gallery.enroll(PersonDetails.named("ann"), List.of(face(new SplittableRandom(6), 1, 1)));
            List<PersonRow> rows =
                    new CarpetReader<>(written(gallery, "staff.parquet").toFile(), PersonRow.class).toList();
            assertThat(rows).hasSize(1);
            PersonRow row = rows.get(0);
            assertThat(row.name()).isEqualTo("ann");
            assertThat(row.metadata()).isEqualTo("{}");
            assertThat(row.faces().get(0).space()).isEqualTo(SPACE.sha256());
            assertThat(row.faces().get(0).vector()).hasSize(5).endsWith(-0f, Float.MIN_VALUE, 1f, 1f);
        }
    }

    @Test
    void anEmptyGalleryIsAFile() {
        try (Gallery gallery = empty()) {
            Path file = written(gallery, "none.parquet");
            assertThat(new GalleryFile(file).header().space()).isEqualTo(SPACE);
            assertThat(new GalleryFile(file).read(gallery)).isZero();
        }
    }

    @Test
    void filesThatAreNoGalleryAreNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.parquet"), "shopping list");
        requireRejected(text, Kind.CORRUPT, "it is no Parquet file");
        requireRejected(folder.resolve("none.parquet"), Kind.UNAVAILABLE, "cannot be read");
        Path embeddings = folder.resolve("faces.parquet");
        EmbeddingsFile.at(embeddings).write(List.of(new EmbeddingsFile.Row("a.jpg", new Embedding(SPACE, new float[] {1
        }))));
        requireRejected(embeddings, Kind.UNSUPPORTED, "is no exported gallery");
    }

    @Test
    void aDamagedFileAddsNobody() throws IOException {
        try (Gallery gallery = drawn(7)) {
            byte[] bytes = Files.readAllBytes(written(gallery, "staff.parquet"));
            Path damaged = Files.write(folder.resolve("short.parquet"), Arrays.copyOf(bytes, bytes.length - 10));
            requireRejected(damaged, Kind.CORRUPT, "it is no Parquet file");
            Arrays.fill(bytes, 4, 400, (byte) 0x5a);
            Path overwritten = Files.write(folder.resolve("overwritten.parquet"), bytes);
            requireRejected(overwritten, Kind.CORRUPT, "Export the gallery again");
        }
    }

    @Test
    void anotherEncoderIsRefused() {
        try (Gallery gallery = drawn(8);
                Gallery other = SqliteGallery.inMemory(OLDER, FaceExtraction.CUT_OUT)) {
            Path file = written(gallery, "staff.parquet");
            assertThatThrownBy(() -> new GalleryFile(file).read(other)).isInstanceOf(SpaceMismatchException.class);
        }
    }
}
