package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.codec.ImageDecoder;
import org.likeness.core.image.codec.UnreadablePictureException;
import org.likeness.gallery.Decision;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;
import org.likeness.gallery.store.SqliteGallery;

class FaceRecognizerTest {
    @TempDir
    private Path folder;

    /** Pictures at 60 degrees are 1 apart, at 90 degrees 2, at 10 degrees 0.0304. */
    @Test
    void picturesAreOnePersonUpToTheThreshold() {
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(new AngleEncoder(Optional.empty())).build()) {
            FaceRecognizer.Verdict near = recognizer.verify(AngleEncoder.picture(0), AngleEncoder.picture(60), 1.001);
            assertThat(near.distance()).isCloseTo(1, within(1e-6));
            assertThat(near.same()).isTrue();
            FaceRecognizer.Verdict far = recognizer.verify(AngleEncoder.picture(0), AngleEncoder.picture(60), 0.999);
            assertThat(far.threshold()).isEqualTo(0.999);
            assertThat(far.same()).isFalse();
        }
    }

    @Test
    void withoutAThresholdTheCalibratedOneCounts() {
        try (FaceRecognizer recognizer = FaceRecognizer.builder(
                        new AngleEncoder(Optional.of(TestEncoders.calibration(1.5))))
                .build()) {
            assertThat(recognizer
                            .verify(AngleEncoder.picture(0), AngleEncoder.picture(60))
                            .same())
                    .isTrue();
            assertThat(recognizer
                            .verify(AngleEncoder.picture(0), AngleEncoder.picture(90))
                            .same())
                    .isFalse();
            assertThat(recognizer.thresholds().atFalseMatchRate(0.1)).isCloseTo(2.25, within(1e-12));
            assertThatThrownBy(() -> recognizer.thresholds().atFalseMatchRate(0.001))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("[0.1, 0.01]");
        }
    }

    @Test
    void whoIsNearEnoughIsIdentifiedAndOthersAreUnknown() {
        AngleEncoder encoder = new AngleEncoder(Optional.empty());
        Gallery staff = SqliteGallery.inMemory(encoder.space(), FaceExtraction.CUT_OUT);
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(encoder).gallery(staff).build()) {
            recognizer.enroll(PersonDetails.named("Ann"), AngleEncoder.picture(10));
            recognizer.enroll(PersonDetails.named("Bo"), AngleEncoder.picture(100));
            assertThat(recognizer.identify(AngleEncoder.picture(20), 0.04))
                    .isInstanceOfSatisfying(Decision.Match.class, match -> {
                        assertThat(match.nearest().person().name()).isEqualTo("Ann");
                        assertThat(match.nearest().face().source()).isEqualTo("10 degrees");
                        assertThat(match.nearest().distance()).isCloseTo(0.0304, within(1e-4));
                    });
            assertThat(recognizer.identify(AngleEncoder.picture(40), 0.04))
                    .isInstanceOfSatisfying(
                            Decision.Unknown.class,
                            unknown -> assertThat(
                                            unknown.nearest().orElseThrow().person())
                                    .extracting(Person::name)
                                    .isEqualTo("Ann"));
            PersonId ann = staff.peopleNamed("Ann").get(0).id();
            assertThat(recognizer.verify(ann, AngleEncoder.picture(20), 0.04).same())
                    .isTrue();
            assertThat(recognizer.verify(ann, AngleEncoder.picture(100), 0.04).same())
                    .isFalse();
            assertThatThrownBy(() -> recognizer.verify(new PersonId(9), AngleEncoder.picture(100), 0.04))
                    .hasMessageContaining("person #9 has no face");
            assertThat(recognizer.identifyAll(AngleEncoder.picture(100), 0.04))
                    .singleElement()
                    .satisfies(face -> assertThat(face.decision()).isInstanceOf(Decision.Match.class));
        }
        assertThat(encoder.closed).isTrue();
        assertThat(staff.stats().people()).isEqualTo(2);
    }

    @Test
    void aLooserThresholdThanWantedIsNotTakenSilently() {
        AngleEncoder encoder =
                new AngleEncoder(Optional.of(new Calibration(1.5, "people made for a test", 10, 100, 1000, List.of())));
        Gallery staff = SqliteGallery.inMemory(encoder.space(), FaceExtraction.CUT_OUT);
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(encoder).gallery(staff).build()) {
            recognizer.enroll(PersonDetails.named("Ann"), AngleEncoder.picture(10));
            assertThatThrownBy(() -> recognizer.identify(AngleEncoder.picture(10)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("at most 0.01 of strangers")
                    .hasMessageContaining("a gallery of 1 pictures");
            assertThat(recognizer.identify(
                            AngleEncoder.picture(10), recognizer.thresholds().ofHighestAccuracy()))
                    .isInstanceOf(Decision.Match.class);
        }
    }

    @Test
    void whoWasLeftWithAFormerEncoderIsIdentifiedByIt() {
        AngleEncoder former = new AngleEncoder(Optional.of(TestEncoders.calibration(1.5)), "a");
        AngleEncoder present = new AngleEncoder(Optional.of(TestEncoders.calibration(0.4)), "b");
        Gallery staff = SqliteGallery.inMemory(former.space(), FaceExtraction.CUT_OUT);
        try (FaceRecognizer before =
                FaceRecognizer.builder(former).gallery(staff).build()) {
            before.enroll(PersonDetails.named("Ann"), AngleEncoder.picture(10));
        }
        staff.spaces().prepare(present.space(), Optional.of(FaceExtraction.CUT_OUT));
        staff.spaces().use(present.space(), true);
        try (FaceRecognizer recognizer = FaceRecognizer.builder(present)
                .formerEncoder(former)
                .gallery(staff)
                .build()) {
            recognizer.enroll(PersonDetails.named("Bo"), AngleEncoder.picture(100));
            // 65 degrees from Ann and 25 from Bo: 1.15 and 0.19, both within the thresholds; Bo is the rarer
            // coincidence
            assertThat(recognizer.identify(AngleEncoder.picture(75), 0.4))
                    .isInstanceOfSatisfying(Decision.Match.class, match -> {
                        assertThat(match.nearest().person().name()).isEqualTo("Bo");
                        assertThat(match.threshold()).isEqualTo(0.4);
                    });
            assertThat(recognizer.identify(AngleEncoder.picture(40), 0.4))
                    .isInstanceOfSatisfying(Decision.Match.class, match -> {
                        assertThat(match.nearest().person().name()).isEqualTo("Ann");
                        assertThat(match.threshold()).isCloseTo(1.5, within(1e-9));
                    });
        }
        assertThat(former.closed).isTrue();
        AngleEncoder other = new AngleEncoder(Optional.of(TestEncoders.calibration(1.5)), "c");
        FaceRecognizerBuilder builder =
                FaceRecognizer.builder(present).formerEncoder(other).gallery(staff);
        assertThatThrownBy(builder::build).hasMessageContaining("has no embeddings of encoder cccccccc");
        assertThat(other.closed).isTrue();
        FaceRecognizerBuilder withoutGallery = FaceRecognizer.builder(present).formerEncoder(other);
        assertThatThrownBy(withoutGallery::build).hasMessageContaining("a former encoder without a gallery");
    }

    @Test
    void whatIsNotBuiltIsClosed() {
        AngleEncoder withoutTemplate = new AngleEncoder(Optional.empty());
        AtomicInteger closed = new AtomicInteger();
        FaceDetector detector = new FaceDetector() {
            @Override
            public List<DetectedFace> detect(FaceImage picture) {
                return List.of();
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        FaceRecognizerBuilder builder = FaceRecognizer.builder(withoutTemplate).detector(detector);
        assertThatThrownBy(builder::build)
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("a detector needs an encoder with a template");
        assertThat(withoutTemplate.closed).isTrue();
        assertThat(closed).hasValue(1);
    }

    @Test
    void withoutAGalleryNobodyIsIdentified() {
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(new AngleEncoder(Optional.empty())).build()) {
            assertThatThrownBy(() -> recognizer.identify(AngleEncoder.picture(10), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no gallery");
        }
    }

    @Test
    void aPictureIsTheSameFromFileBytesAndStream() throws IOException {
        Path file = TestEncoders.picture(folder, "ann.png", 1);
        byte[] bytes = Files.readAllBytes(file);
        FaceImage pixels = ImageDecoder.decode(file);
        assertThat(PictureSource.of(file).decode()).isEqualTo(pixels);
        assertThat(PictureSource.of("upload", bytes).decode()).isEqualTo(pixels);
        assertThat(PictureSource.of("upload", new ByteArrayInputStream(bytes)).decode())
                .isEqualTo(pixels);
        assertThatThrownBy(
                        () -> PictureSource.of("upload", new byte[] {1, 2, 3}).decode())
                .isInstanceOf(UnreadablePictureException.class)
                .hasMessageStartingWith("upload");
    }

    /** The whole way with ONNX Runtime: two pictures at 1 % of strangers, half a percent a pair, beyond the smallest rate that was measured. */
    @Test
    void onePictureIsEnoughToBeRecognized() throws IOException {
        Path file = TestEncoders.encoder(folder, 1);
        try (OnnxEncoder encoder = OnnxEncoder.load(file);
                Gallery gallery = SqliteGallery.inMemory(encoder.space(), FaceExtraction.CUT_OUT);
                FaceRecognizer recognizer =
                        FaceRecognizer.builder(file).gallery(gallery).build()) {
            PictureSource ann = PictureSource.of(TestEncoders.picture(folder, "ann.png", 1));
            recognizer.enroll(PersonDetails.named("ann"), ann);
            recognizer.enroll(PersonDetails.named("bo"), PictureSource.of(TestEncoders.picture(folder, "bo.png", 7)));
            assertThat(recognizer.identify(ann)).isInstanceOfSatisfying(Decision.Match.class, match -> {
                assertThat(match.nearest().person().name()).isEqualTo("ann");
                assertThat(match.nearest().distance()).isCloseTo(0, within(1e-9));
                assertThat(match.threshold()).isCloseTo(0.0425, within(1e-4));
            });
        }
    }

    @Test
    void aBatchGivesWhatEachPictureGivesAlone() throws IOException {
        try (OnnxEncoder encoder = OnnxEncoder.load(TestEncoders.encoder(folder, 2), 2)) {
            List<FaceImage> faces = new ArrayList<>();
            for (int i = 0; i < 70; i++) {
                faces.add(ImageDecoder.decode(TestEncoders.picture(folder, i + ".png", i % 10)));
            }
            List<Embedding> together = encoder.embed(faces);
            IntStream.of(0, 9, 63, 64, 69)
                    .forEach(i -> assertThat(
                                    encoder.embed(List.of(faces.get(i))).get(0).values())
                            .containsExactly(together.get(i).values(), within(1e-5f)));
        }
    }

    @Test
    void severalThreadsShareOneEncoder() throws Exception {
        try (OnnxEncoder encoder = OnnxEncoder.load(TestEncoders.encoder(folder, 6), 1)) {
            List<FaceImage> faces = new ArrayList<>();
            List<Embedding> alone = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                faces.add(ImageDecoder.decode(TestEncoders.picture(folder, i + ".png", i)));
                alone.addAll(encoder.embed(List.of(faces.get(i))));
            }
            ExecutorService threads = Executors.newFixedThreadPool(4);
            try {
                List<Future<List<Embedding>>> together = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    FaceImage face = faces.get(i % 10);
                    together.add(threads.submit(() -> encoder.embed(List.of(face))));
                }
                for (int i = 0; i < 40; i++) {
                    assertThat(together.get(i).get()).containsExactly(alone.get(i % 10));
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void anUncalibratedEncoderAsksForAThreshold() {
        Path file = folder.resolve("bare.onnx");
        TestEncoders.model(3, Optional.empty()).write(file);
        try (FaceRecognizer recognizer = FaceRecognizer.builder(file).build()) {
            assertThatThrownBy(recognizer.thresholds()::ofHighestAccuracy)
                    .isInstanceOfSatisfying(
                            LikenessException.class,
                            error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.GIVE_THRESHOLD)));
        }
    }

    @Test
    void whatIsNotAnEncoderIsRefusedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> OnnxEncoder.load(text))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("text.onnx");
        byte[] whole = Files.readAllBytes(TestEncoders.encoder(folder, 4));
        Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> OnnxEncoder.load(half))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("half.onnx");
        assertThatThrownBy(() -> OnnxEncoder.load(folder.resolve("none.onnx")))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void thresholdsOfSingleFacesAreNotUsedForAveragedOnes() {
        try (FaceRecognizer averaged =
                FaceRecognizer.builder(TestEncoders.encoder(folder, 7)).mirror().build()) {
            assertThatThrownBy(averaged.thresholds()::ofHighestAccuracy)
                    .isInstanceOfSatisfying(
                            LikenessException.class,
                            error -> assertThat(error.remedy())
                                    .contains(new Remedy(Remedy.Action.OMIT_MIRROR_AS_CALIBRATED)))
                    .hasMessageContaining("measured without the mirror image");
            IdentificationThreshold byHand = averaged.thresholds().at(0.05, 0);
            assertThat(byHand.expected()).isEmpty();
        }
    }

    @Test
    void anUnreadablePictureIsNamed() throws IOException {
        Path broken = Files.write(folder.resolve("broken.jpg"), new byte[] {1, 2, 3});
        try (FaceRecognizer recognizer =
                FaceRecognizer.builder(TestEncoders.encoder(folder, 5)).build()) {
            assertThatThrownBy(() -> recognizer.embed(PictureSource.of(broken)))
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageContaining("broken.jpg");
        }
    }
}
