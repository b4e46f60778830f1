package org.likeness.recognition.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.image.FaceImage;
import org.likeness.model.graph.GraphReader;
import org.likeness.model.graph.GraphWriter;
import org.likeness.model.graph.Node;
import org.likeness.model.graph.OnnxGraph;

class FaceDetectorsTest {
    @TempDir
    private Path folder;

    private Path yuNet;
    private Path ultraLight;
    private Path landmarks;

    @BeforeEach
    void writeNetworks() {
        yuNet = TestNetworks.yuNet(folder.resolve("yunet.onnx"), -1, -1);
        ultraLight = TestNetworks.ultraLight(folder.resolve("ultra-light.onnx"), new float[2], new float[4]);
        landmarks = TestNetworks.centerOfLight(folder.resolve("landmarks.onnx"));
    }

    @Test
    void aFileIsKnownByWhatItGives() {
        try (FaceDetector first = FaceDetectors.load(yuNet);
                FaceDetector second =
                        FaceDetectors.builder(ultraLight).landmarks(landmarks).load()) {
            assertThat(first).isInstanceOf(YuNetDetector.class);
            assertThat(second).isInstanceOf(UltraLightDetector.class);
        }
    }

    @Test
    void whateverDoesNotFitIsRefusedWithAWayOut() throws IOException {
        refused(ultraLight, Optional.empty(), "ultra-light.onnx detects boxes only");
        refused(yuNet, Optional.of(landmarks), "yunet.onnx detects landmarks itself");
        refused(ultraLight, Optional.of(yuNet), "a landmark network takes a gray square [1, 1, S, S]");
        refused(landmarks, Optional.empty(), "is not a supported detector: it takes input [1, 1, 64, 64]");
        refused(folder.resolve("none.onnx"), Optional.empty(), "none.onnx: no such file");
        refused(folder, Optional.empty(), "is a folder");
        Path text = Files.writeString(folder.resolve("text.onnx"), "not a network");
        refused(text, Optional.empty(), "text.onnx is not an ONNX file");
    }

    private static void refused(Path file, Optional<Path> points, String words) {
        FaceDetectors.Builder builder = FaceDetectors.builder(file);
        points.ifPresent(builder::landmarks);
        assertThatThrownBy(builder::load).isInstanceOf(LikenessException.class).hasMessageContaining(words);
    }

    /** A white square of 8 pixels in a picture of 2,080: less than a third of a cell at the usual size. Tiles begin at multiples of 480. */
    @Test
    void smallFacesOfALargePictureAreFoundAtALargerSizeAndInTiles() {
        FaceImage picture = YuNetDetectorTest.white(2080, 1120, 800, 400, 8);
        assertThat(detected(FaceDetectors.builder(yuNet), picture)).isEmpty();
        for (FaceDetectors.Builder builder : List.of(
                FaceDetectors.builder(yuNet).detectionSize(2080),
                FaceDetectors.builder(yuNet).tile(640).threads(2))) {
            assertThat(detected(builder, picture)).singleElement().satisfies(face -> {
                assertThat(face.box().centerX()).isCloseTo(804, within(0.01));
                assertThat(face.box().centerY()).isCloseTo(404, within(0.01));
                assertThat(face.score()).isCloseTo(1, within(0.01));
            });
        }
    }

    private static List<DetectedFace> detected(FaceDetectors.Builder builder, FaceImage picture) {
        try (FaceDetector detector = builder.load()) {
            return detector.detect(picture);
        }
    }

    @Test
    void aDetectionSizeThatCannotBeIsRefused() {
        Path fixed = TestNetworks.yuNet(folder.resolve("fixed.onnx"), 64, 96);
        for (FaceDetectors.Builder builder : List.of(
                FaceDetectors.builder(fixed).detectionSize(640),
                FaceDetectors.builder(ultraLight).landmarks(landmarks).detectionSize(640))) {
            assertThatThrownBy(builder::load)
                    .isInstanceOf(LikenessException.class)
                    .hasMessageMatching(".*takes pictures of \\d+×\\d+ pixels only, and a detection size of 640.*");
        }
        assertThatThrownBy(() -> FaceDetectors.builder(yuNet).detectionSize(5000))
                .hasMessageContaining("detection size 5000: [64, 4096] is expected");
        assertThatThrownBy(() -> FaceDetectors.builder(yuNet).tile(10))
                .hasMessageContaining("tiles of 10×10 pixels: at least 64");
        assertThatThrownBy(() -> FaceDetectors.builder(yuNet).threads(0))
                .hasMessageContaining("0 threads: at least 1 is expected");
    }

    @Test
    void aNetworkWithBrokenWeightsIsRefused() {
        Path broken = TestNetworks.ultraLight(
                folder.resolve("broken.onnx"), new float[] {0, Float.NaN}, new float[] {0, 0, 1, 1});
        try (FaceDetector detector =
                FaceDetectors.builder(broken).landmarks(landmarks).load()) {
            assertThatThrownBy(() -> detector.detect(YuNetDetectorTest.white(32, 24, 0, 0, 8)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("broken.onnx gives the number NaN in \"scores\"");
        }
    }

    @Test
    void numbersWithWhichPlacesOverflowAreRefused() {
        Path broken = TestNetworks.ultraLight(
                folder.resolve("broken.onnx"), new float[] {0, 1}, new float[] {-3e38f, 0, 3e38f, 1});
        try (FaceDetector detector =
                FaceDetectors.builder(broken).landmarks(landmarks).load()) {
            assertThatThrownBy(() -> detector.detect(YuNetDetectorTest.white(32, 24, 0, 0, 8)))
                    .isInstanceOf(LikenessException.class)
                    .hasMessageContaining("broken.onnx gives the number -3.0E38 in \"boxes\"");
        }
    }

    @Test
    void aFaceFarLargerThanThePictureIsNone() {
        Path large = TestNetworks.ultraLight(
                folder.resolve("large.onnx"), new float[] {0, 1}, new float[] {-9e5f, -9e5f, 9e5f, 9e5f});
        try (FaceDetector detector =
                FaceDetectors.builder(large).landmarks(landmarks).load()) {
            assertThat(detector.detect(YuNetDetectorTest.white(32, 24, 0, 0, 8)))
                    .isEmpty();
        }
    }

    @Test
    void aClosedDetectorIsRefusedAndClosedOnce() {
        FaceDetector detector = FaceDetectors.load(yuNet);
        detector.close();
        detector.close();
        assertThatThrownBy(() -> detector.detect(YuNetDetectorTest.white(32, 24, 0, 0, 8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("yunet.onnx is closed");
    }

    /** Detectors and landmark networks come through the reader that encoders come through. */
    @Test
    void whatTheReaderRefusesIsRefused() {
        OnnxGraph graph = GraphReader.read(ultraLight);
        Node node = graph.nodes().get(0);
        Path loop = folder.resolve("loop.onnx");
        GraphWriter.write(
                graph.withNodes(List.of(
                        new Node("endless", "", "Loop", node.inputs(), List.of("scores", "boxes"), node.attributes()))),
                loop);
        refused(loop, Optional.of(landmarks), "node \"endless\" (Loop): control flow");
        refused(ultraLight, Optional.of(loop), "node \"endless\" (Loop): control flow");
    }
}
