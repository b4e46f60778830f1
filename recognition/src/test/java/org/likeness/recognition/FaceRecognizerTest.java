package org.likeness.recognition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.UserException;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.MirrorEncoder;
import org.likeness.core.gallery.Decision;
import org.likeness.core.gallery.Gallery;
import org.likeness.core.gallery.IdentificationThreshold;
import org.likeness.core.gallery.MemoryGallery;
import org.likeness.core.gallery.PersonId;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.ImageDecoder;
import org.likeness.core.image.UnreadablePictureException;

class FaceRecognizerTest {
    @TempDir
    private Path folder;

    @Test
    void onePictureIsEnoughToBeRecognized() throws IOException {
        try (FaceRecognizer recognizer = FaceRecognizer.load(TestEncoders.encoder(folder, 1))) {
            Gallery gallery = new MemoryGallery(recognizer.encoder().space());
            Path ann = TestEncoders.picture(folder, "ann.png", 1);
            recognizer.enroll(gallery, new PersonId("ann"), ann);
            recognizer.enroll(gallery, new PersonId("bo"), TestEncoders.picture(folder, "bo.png", 7));
            assertThat(recognizer.identify(gallery, ann)).isInstanceOfSatisfying(Decision.Match.class, match -> {
                assertThat(match.nearest().person()).isEqualTo(new PersonId("ann"));
                assertThat(match.nearest().distance()).isCloseTo(0, within(1e-9));
                // Two pictures at 1 % of named strangers: half a percent a pair, beyond the smallest rate that was
                // measured.
                assertThat(match.threshold()).isCloseTo(0.0425, within(1e-4));
            });
            FaceRecognizer.Verdict verdict = recognizer.verify(ann, folder.resolve("bo.png"));
            assertThat(verdict.same()).isEqualTo(verdict.distance() <= 0.05);
            assertThat(recognizer.thresholdAt(0.1)).isCloseTo(0.075, within(1e-12));
            assertThatThrownBy(() -> recognizer.thresholdAt(0.001))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("[0.1, 0.01]");
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
        try (FaceRecognizer recognizer = FaceRecognizer.load(file)) {
            assertThatThrownBy(recognizer::verificationThreshold)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("--threshold");
        }
    }

    @Test
    void whatIsNotAnEncoderIsRefusedInOneLine() throws IOException {
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a model");
        assertThatThrownBy(() -> OnnxEncoder.load(text))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("text.onnx");
        byte[] whole = Files.readAllBytes(TestEncoders.encoder(folder, 4));
        Path half = Files.write(folder.resolve("half.onnx"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> OnnxEncoder.load(half))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("half.onnx");
        assertThatThrownBy(() -> OnnxEncoder.load(folder.resolve("none.onnx")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void thresholdsOfSingleFacesAreNotUsedForAveragedOnes() {
        try (FaceRecognizer averaged =
                new FaceRecognizer(new MirrorEncoder(OnnxEncoder.load(TestEncoders.encoder(folder, 7))))) {
            assertThatThrownBy(averaged::verificationThreshold)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("measured without --mirror")
                    .hasMessageContaining("likeness calibrate --mirror");
            IdentificationThreshold byHand =
                    averaged.at(0.05, new MemoryGallery(averaged.encoder().space()));
            assertThat(byHand.expected()).isEmpty();
        }
    }

    @Test
    void anUnreadablePictureIsNamed() throws IOException {
        Path broken = Files.write(folder.resolve("broken.jpg"), new byte[] {1, 2, 3});
        try (FaceRecognizer recognizer = FaceRecognizer.load(TestEncoders.encoder(folder, 5))) {
            assertThatThrownBy(() -> recognizer.embed(broken))
                    .isInstanceOf(UnreadablePictureException.class)
                    .hasMessageContaining("broken.jpg");
        }
    }
}
