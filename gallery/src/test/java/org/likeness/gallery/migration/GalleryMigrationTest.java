package org.likeness.gallery.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.FaceAcquirer;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Face;
import org.likeness.gallery.FaceId;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.GalleryIndex;
import org.likeness.gallery.Neighbor;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

class GalleryMigrationTest {
    private final ColorEncoder former = new ColorEncoder("a", 0);
    private final ColorEncoder next = new ColorEncoder("b", 1);
    private final Map<String, FaceImage> folder = new HashMap<>();
    private Gallery gallery;

    /** An embedding is one channel of the first pixel, and a constant. */
    private static final class ColorEncoder implements FaceEncoder {
        private final EncoderId space;
        private final int channel;
        private int embedded;

        ColorEncoder(String letter, int channel) {
            this.space = new EncoderId(letter.repeat(64));
            this.channel = channel;
        }

        @Override
        public EncoderSpec spec() {
            return new EncoderSpec(
                    8,
                    8,
                    ColorOrder.RGB,
                    new Normalization(127.5, 127.5),
                    CropFraction.WHOLE,
                    Border.BLACK,
                    2,
                    Distance.SQUARED_EUCLIDEAN,
                    false,
                    "",
                    "",
                    Map.of(),
                    Optional.empty());
        }

        @Override
        public EncoderId space() {
            return space;
        }

        @Override
        public List<Embedding> embed(List<FaceImage> faces) {
            embedded += faces.size();
            return faces.stream()
                    .map(face -> new Embedding(space, new float[] {face.at(0, 0, channel), 1}))
                    .toList();
        }

        @Override
        public void close() {}
    }

    /** A picture whose first channel the former encoder reads, and whose second the next one. */
    private static FaceImage picture(int red, int green) {
        return new FaceImage(1, 1, new byte[] {(byte) red, (byte) green, 0});
    }

    private static String hash(int number) {
        return String.format(Locale.ROOT, "%064x", number);
    }

    private FaceId enroll(int red, boolean keep) {
        FaceImage picture = picture(red, 2 * red);
        NewFace face =
                NewFace.of(former.embed(List.of(picture)).get(0), red + ".png").withSha256(hash(red));
        return gallery.enroll(
                        PersonDetails.named("p" + red), List.of(keep ? face.withCrop(picture, Optional.empty()) : face))
                .get(0)
                .face();
    }

    private GalleryMigration migration(FaceSource... sources) {
        return new GalleryMigration(gallery, next, FaceExtraction.CUT_OUT, List.of(sources));
    }

    private FaceSource kept() {
        return new KeptFaces(gallery, FaceAcquirer.WHOLE, Optional.empty());
    }

    private FaceSource pictures(FaceAcquirer acquirer, Optional<FormerEncoder> encoder) {
        return new SourcePictures(gallery, sha256 -> Optional.ofNullable(folder.get(sha256)), acquirer, encoder);
    }

    @BeforeEach
    void open() {
        gallery = SqliteGallery.inMemory(former.space(), FaceExtraction.CUT_OUT);
    }

    @AfterEach
    void close() {
        gallery.close();
    }

    @Test
    void facesAreEmbeddedFromKeptAndFromEnrolledPictures() {
        FaceId kept = enroll(10, true);
        FaceId found = enroll(20, false);
        FaceId gone = enroll(30, false);
        folder.put(hash(20), picture(20, 41));

        GalleryMigration migration = migration(kept(), pictures(FaceAcquirer.WHOLE, Optional.empty()));
        assertThat(migration.remaining()).isEqualTo(3);
        GalleryMigration.Result result = migration.run(done -> {});

        assertThat(result.embedded()).isEqualTo(2);
        assertThat(result.skipped()).extracting(skipped -> skipped.face().id()).containsExactly(gone);
        assertThat(result.skipped().get(0).reason()).isEqualTo("no picture of it is there");
        assertThat(migration.remaining()).isOne();
        assertThat(gallery.space()).as("it is another step").isEqualTo(former.space());
        gallery.spaces().use(next.space(), true);
        assertThat(gallery.embedding(kept).orElseThrow().values()).containsExactly(20, 1);
        assertThat(gallery.embedding(found).orElseThrow().values()).containsExactly(41, 1);
        List<Neighbor> nearest = new GalleryIndex(gallery, former.space())
                .nearest(former.embed(List.of(picture(10, 0))).get(0), 5);
        assertThat(nearest).extracting(neighbor -> neighbor.person().name()).containsExactly("p30");
    }

    @Test
    void aRunThatWasInterruptedIsGoneOnWithAndNothingIsEmbeddedTwice() {
        for (int i = 1; i <= 100; i++) {
            enroll(i, true);
        }
        List<Long> progress = new ArrayList<>();
        GalleryMigration.Result first = migration(kept()).run(done -> {
            progress.add(done);
            Thread.currentThread().interrupt();
        });
        assertThat(Thread.interrupted()).isTrue(); // and no longer
        assertThat(progress).containsExactly(first.embedded());
        assertThat(first.embedded()).isBetween(1L, 99L);
        FaceId last = enroll(101, true);
        GalleryMigration.Result second = migration(kept()).run(progress::add);
        assertThat(first.embedded() + second.embedded()).isEqualTo(101);
        assertThat(next.embedded).isEqualTo(101);
        gallery.spaces().use(next.space(), false);
        assertThat(gallery.embedding(last)).isPresent();
        assertThat(gallery.check()).isEmpty();
    }

    @Test
    void facesThatAreEnrolledOrForgottenMeanwhileAreSeen() {
        FaceId first = enroll(1, true);
        for (int i = 2; i <= 40; i++) {
            enroll(i, true);
        }
        List<PersonId> late = new ArrayList<>();
        GalleryMigration.Result result = migration(kept()).run(done -> {
            if (late.isEmpty()) {
                late.add(gallery.face(enroll(50, true)).orElseThrow().person());
                gallery.forgetFaces(List.of(first));
            }
        });
        assertThat(result.embedded()).isEqualTo(41);
        assertThat(gallery.spaces().leftBehind(next.space())).isEmpty();
        assertThat(gallery.embeddings(first)).isEmpty();
    }

    @Test
    void ofSeveralFacesThatOneIsTakenWhichTheFormerEncoderHadEnrolled() {
        FaceId enrolled = enroll(20, false);
        folder.put(hash(20), picture(0, 0));
        // three faces; the former encoder sees 90, 20 and 60 in them
        FaceAcquirer several = new FaceAcquirer() {
            @Override
            public List<Acquisition> acquire(FaceImage picture) {
                return List.of(
                        new Acquisition.FailedToAcquire("too far outside"),
                        new Acquisition.TakenWhole(picture(90, 1)),
                        new Acquisition.TakenWhole(picture(20, 2)),
                        new Acquisition.TakenWhole(picture(60, 3)));
            }

            @Override
            public void close() {}
        };
        GalleryMigration.Result unknown =
                migration(pictures(several, Optional.empty())).run(done -> {});
        assertThat(unknown.skipped().get(0).reason()).startsWith("4 faces were found");
        FormerEncoder encoder = new FormerEncoder(former, Optional.empty(), Optional.empty());
        assertThat(migration(pictures(several, Optional.of(encoder)))
                        .run(done -> {})
                        .embedded())
                .isOne();
        gallery.spaces().use(next.space(), false);
        assertThat(gallery.embedding(enrolled).orElseThrow().values()).containsExactly(2, 1);
    }

    @Test
    void aPictureThatCannotBeUsedIsNamedAndAnotherSourceIsAsked() {
        enroll(10, true);
        Face only =
                gallery.faces(gallery.people(Optional.empty(), 1).get(0).id()).get(0);
        FaceSource broken = new SourcePictures(
                gallery,
                sha256 -> {
                    throw new UnreadablePictureException("10.png", "it is cut off");
                },
                FaceAcquirer.WHOLE,
                Optional.empty());
        assertThat(migration(broken).run(done -> {}).skipped())
                .containsExactly(new GalleryMigration.SkippedFace(only, "it is cut off"));
        assertThat(migration(broken, kept()).run(done -> {}).embedded()).isOne();
    }
}
