package org.likeness.gallery.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.SpaceMismatchException;
import org.likeness.core.image.Border;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;
import org.likeness.gallery.Face;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GallerySpace;
import org.likeness.gallery.GallerySpaces;
import org.likeness.gallery.KeptCrop;
import org.likeness.gallery.Metadata;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonCopy;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

class GalleryLinesTest {
    private static final EncoderId SPACE = new EncoderId("a".repeat(64));
    private static final EncoderId OTHER = new EncoderId("b".repeat(64));

    @TempDir
    private Path folder;

    private Path file;
    private Gallery gallery;

    @BeforeEach
    void fill() {
        file = folder.resolve("staff.jsonl");
        gallery = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT);
        Random random = new Random(4);
        byte[] rgb = new byte[5 * 4 * 3];
        random.nextBytes(rgb);
        for (int i = 0; i < 20; i++) {
            PersonDetails details = new PersonDetails(
                    i % 2 == 0 ? "Zo\u00eb \"Q\"" : "p" + i,
                    Optional.of("E-" + i).filter(id -> random.nextBoolean()),
                    new Metadata(i % 3 == 0 ? "{\"n\":0.1234567890123456789,\"t\":[true,null]}" : "{}"));
            List<NewFace> faces = new ArrayList<>();
            for (int k = 0; k < random.nextInt(3); k++) {
                faces.add(new NewFace(
                        new Embedding(SPACE, new float[] {random.nextFloat(), -0f, Float.MIN_VALUE, i, k}),
                        "a\\b " + k,
                        Optional.of("c".repeat(64)).filter(hash -> random.nextBoolean()),
                        Optional.of(new FaceQuality(random.nextDouble(), 1e-300, new HeadPose(1, -2, 3), 0.1))
                                .filter(quality -> random.nextBoolean()),
                        Optional.of(new KeptCrop(
                                        new FaceImage(5, 4, rgb),
                                        Optional.of(FaceAlignment.arcFace(112, Border.EDGE))
                                                .filter(alignment -> random.nextBoolean())))
                                .filter(crop -> random.nextBoolean())));
            }
            if (faces.isEmpty()) {
                gallery.create(details);
            } else {
                gallery.enroll(details, faces);
            }
        }
        gallery.forget(List.of(new PersonId(3))); // so that an id is missing
    }

    @AfterEach
    void close() {
        gallery.close();
    }

    private static List<PersonCopy> content(Gallery gallery) {
        return gallery.people(Optional.empty(), 1000).stream()
                .map(person -> PersonCopy.of(gallery, person))
                .toList();
    }

    @Test
    void aNewGalleryIsTheSame() {
        GalleryLines.write(gallery, file);
        assertThat(GalleryLines.header(file))
                .isEqualTo(new GalleryExchange.Header(SPACE, Optional.of(FaceExtraction.CUT_OUT), List.of()));
        try (Gallery copy = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            assertThat(GalleryLines.read(copy, file)).isEqualTo(19);
            assertThat(content(copy)).isEqualTo(content(gallery));
            assertThat(copy.check()).isEmpty();
            assertThat(copy.create(PersonDetails.named("next")).id()).isEqualTo(new PersonId(21));
            copy.undo();
            copy.undo();
            assertThat(content(copy)).isEmpty();
        }
    }

    @Test
    void embeddingsOfSeveralSpacesAreCarriedOver() throws IOException {
        GallerySpaces spaces = gallery.spaces();
        spaces.prepare(OTHER, Optional.of(new FaceExtraction(Optional.empty(), true)));
        List<Face> faces = spaces.without(OTHER, Optional.empty(), 5);
        spaces.add(faces.stream()
                .collect(Collectors.toMap(
                        Face::id,
                        face -> new Embedding(OTHER, new float[] {face.id().value()}))));
        spaces.use(OTHER, true); // some have both embeddings, some only one
        GalleryLines.write(gallery, file);
        try (Gallery copy = SqliteGallery.inMemory(OTHER, new FaceExtraction(Optional.empty(), true))) {
            assertThat(GalleryLines.read(copy, file)).isEqualTo(19);
            assertThat(content(copy)).isEqualTo(content(gallery));
            assertThat(copy.spaces().list()).extracting(GallerySpace::faces).contains(5L);
            assertThat(copy.check()).isEmpty();
            Path again = folder.resolve("again.jsonl");
            GalleryLines.write(copy, again);
            assertThat(again).hasSameBinaryContentAs(file);
        }
        Files.writeString(file, Files.readString(file) + "{}\n");
        try (Gallery copy = SqliteGallery.inMemory(OTHER, new FaceExtraction(Optional.empty(), true))) {
            assertThatThrownBy(() -> GalleryLines.read(copy, file)).hasMessageContaining("line 21");
            assertThat(copy.spaces().list()).hasSize(1);
        }
    }

    @Test
    void aGalleryThatWasUsedGivesNewIds() {
        GalleryLines.write(gallery, file);
        try (Gallery used = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            PersonId own = used.create(PersonDetails.named("own")).id();
            GalleryLines.read(used, file);
            assertThat(used.person(own)).map(Person::name).contains("own");
            assertThat(used.stats().people()).isEqualTo(20);
            assertThat(used.stats().faces()).isEqualTo(gallery.stats().faces());
            List<PersonCopy> before = content(used);
            assertThatThrownBy(() -> GalleryLines.read(used, file))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("external id \"E-");
            assertThat(content(used)).isEqualTo(before);
        }
    }

    @Test
    void anotherEncodersFileIsRefused() {
        GalleryLines.write(gallery, file);
        try (Gallery other = SqliteGallery.inMemory(OTHER, FaceExtraction.CUT_OUT)) {
            assertThatThrownBy(() -> GalleryLines.read(other, file)).isInstanceOf(SpaceMismatchException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"name\":\"p1\"|\"name\":\"\"|a name of 1 to 200 characters",
                "\"name\":\"p1\"|\"title\":\"p1\"|title",
                "\"id\":2,|\"id\":1,|two entries have the id 1",
                "\"metadata\":{}|\"metadata\":[]|a JSON object is expected",
                "\"id\":2,|\"id\":0,|1 or more is expected",
                "\"id\":2,|\"id\":\"x\",|line 3",
                "\"name\":\"p1\"|\"name\":null|line 3: name is missing",
                "\"name\":\"p1\"|\"name\":\" \"|line 3: person",
                "\"metadata\":{}|\"metadata\":null|metadata",
                "]}|]|line 2"
            })
    void aDamagedLineIsNamedAndNothingIsAdded(String part, String damaged, String reason) throws IOException {
        GalleryLines.write(gallery, file);
        String text = Files.readString(file);
        assertThat(text).contains(part);
        Files.writeString(file, text.replace(part, damaged));
        try (Gallery copy = SqliteGallery.inMemory(SPACE, FaceExtraction.CUT_OUT)) {
            assertThatThrownBy(() -> GalleryLines.read(copy, file))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining(reason);
            assertThat(content(copy)).isEmpty();
            assertThat(copy.version().sequence()).isZero();
        }
    }

    @Test
    void whatIsNoExportIsRefused() throws IOException {
        Files.writeString(file, "");
        assertThatThrownBy(() -> GalleryLines.header(file)).hasMessageContaining("line 1: is empty");
        assertThatThrownBy(() -> GalleryLines.header(folder.resolve("none.jsonl")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("none.jsonl cannot be read");
        Files.writeString(
                file, "{\"format\":\"likeness-gallery\",\"version\":2,\"space\":\"x\",\"extraction\":null}\n");
        assertThatThrownBy(() -> GalleryLines.header(file))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("version 2");
    }
}
