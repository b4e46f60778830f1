package org.likeness.recognition.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks.Point;

class YuNetDetectorTest {
    @TempDir
    private Path folder;

    private FaceDetector detector() {
        return FaceDetectors.load(TestNetworks.yuNet(folder.resolve("yunet.onnx"), -1, -1));
    }

    @Test
    void aPictureOfOrdinarySizeIsTakenAsItIsAndPadded() {
        try (FaceDetector detector = detector()) {
            List<DetectedFace> faces = detector.detect(white(250, 205, 16, 24, 8)); // the cell in column 2 of row 3
            assertThat(faces).hasSize(1);
            DetectedFace face = faces.get(0);
            assertThat(face.score()).isCloseTo(1, within(1e-5));
            assertThat(face.box().centerX()).isCloseTo(20, within(1e-3));
            assertThat(face.box().centerY()).isCloseTo(28, within(1e-3));
            assertThat(face.box().width()).isCloseTo(8 * TestNetworks.FACE, within(1e-3));
            assertThat(face.landmarks().rightEye()).isEqualTo(new Point(18, 26));
            assertThat(face.landmarks().leftMouthCorner()).isEqualTo(new Point(22, 30));
        }
    }

    @Test
    void aSmallPictureIsEnlargedAndItsFacesComeBackInItsOwnPixels() {
        try (FaceDetector detector = detector()) {
            assertThat(detector.detect(white(50, 40, 12, 8, 2))) // four times: 200×160, the cell in column 6 of row 4
                    .singleElement()
                    .satisfies(face -> {
                        assertThat(face.box().centerX()).isCloseTo((52 + 0.5) / 4 - 0.5, within(1e-3));
                        assertThat(face.box().centerY()).isCloseTo((36 + 0.5) / 4 - 0.5, within(1e-3));
                        assertThat(face.box().width()).isCloseTo(2 * TestNetworks.FACE, within(1e-3));
                    });
        }
    }

    @Test
    void aLargePictureIsShrunkAndItsFacesComeBackInItsOwnPixels() {
        try (FaceDetector detector = detector()) {
            FaceImage picture = white(1920, 1080, 480, 240, 24); // a third: 640×360, the cell in column 20 of row 10
            List<DetectedFace> faces = detector.detect(picture);
            assertThat(faces).hasSize(1);
            assertThat(faces.get(0).box().centerX()).isCloseTo(3 * (164 + 0.5) - 0.5, within(1e-2));
            assertThat(faces.get(0).box().centerY()).isCloseTo(3 * (84 + 0.5) - 0.5, within(1e-2));
            assertThat(faces.get(0).box().width()).isCloseTo(3 * 8 * TestNetworks.FACE, within(1e-2));
            assertThat(faces.get(0).landmarks().eyeDistance()).isCloseTo(3 * 4, within(1e-3));
        }
    }

    @Test
    void aFileOfAFixedSizeGetsThatSize() {
        Path file = TestNetworks.yuNet(folder.resolve("fixed.onnx"), 64, 96);
        try (FaceDetector detector = FaceDetectors.load(file)) {
            assertThat(detector.detect(white(96, 64, 16, 24, 8)))
                    .singleElement()
                    .satisfies(face -> assertThat(face.box().centerX()).isCloseTo(20, within(1e-3)));
            assertThat(detector.detect(white(96, 128, 32, 64, 16))) // halved: 48×64
                    .singleElement()
                    .satisfies(face -> assertThat(face.box().centerX()).isCloseTo(2 * (20 + 0.5) - 0.5, within(1e-2)));
        }
    }

    @Test
    void neighborsThatOverlapAreOneFaceAndTheSurestIsFirst() {
        try (FaceDetector detector = detector()) {
            FaceImage picture = new FaceImage(256, 64, new byte[256 * 64 * 3]);
            paint(picture, 16, 16, 8, 200);
            paint(picture, 24, 16, 8, 250); // overlaps by half
            paint(picture, 96, 32, 8, 220);
            assertThat(detector.detect(picture))
                    .extracting(face -> Math.round(face.score() * 255))
                    .containsExactly(250L, 220L);
        }
    }

    @Test
    void withoutAFaceThereIsNone() {
        try (FaceDetector detector = detector()) {
            assertThat(detector.detect(new FaceImage(1, 1, new byte[3]))).isEmpty();
            assertThat(detector.detect(white(208, 64, 8, 8, 4)))
                    .as("a quarter of a cell")
                    .isEmpty();
        }
    }

    @Test
    void severalThreadsGetWhatOneGets() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (FaceDetector detector = detector()) {
            List<FaceImage> pictures = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                pictures.add(white(208 + 7 * i, 64 + 3 * i, 8 * (i % 7), 8 * (i % 5), 8));
            }
            List<List<DetectedFace>> alone =
                    pictures.stream().map(detector::detect).toList();
            List<Callable<List<DetectedFace>>> tasks = new ArrayList<>();
            pictures.forEach(picture -> tasks.add(() -> detector.detect(picture)));
            List<List<DetectedFace>> together = new ArrayList<>();
            for (Future<List<DetectedFace>> done : threads.invokeAll(tasks)) {
                together.add(done.get());
            }
            assertThat(together).isEqualTo(alone);
            assertThat(Collections.frequency(alone, List.of())).isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anotherNetworkIsRefusedWithWhatWasFoundAndWhatIsDue() {
        Path odd = TestNetworks.yuNet(folder.resolve("odd.onnx"), 60, 64);
        assertThatThrownBy(() -> FaceDetectors.load(odd))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("takes input [1, 3, 60, 64]");
    }

    /** Black, with a white square. */
    static FaceImage white(int width, int height, int left, int top, int side) {
        FaceImage picture = new FaceImage(width, height, new byte[width * height * 3]);
        paint(picture, left, top, side, 255);
        return picture;
    }

    private static void paint(FaceImage picture, int left, int top, int side, int level) {
        for (int y = top; y < top + side; y++) {
            for (int x = left; x < left + side; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    picture.rgb()[(y * picture.width() + x) * 3 + channel] = (byte) level;
                }
            }
        }
    }
}
