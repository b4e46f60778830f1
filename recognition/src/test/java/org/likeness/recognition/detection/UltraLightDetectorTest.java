package org.likeness.recognition.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.likeness.core.LikenessException;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceDetector;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.Landmarks.Point;

class UltraLightDetectorTest {
    @TempDir
    private Path folder;

    @Test
    void boxesAreFractionsOfThePictureAndTheSurestOfThoseThatOverlapRemains() {
        float[] scores = {0.1f, 0.9f, 0.05f, 0.95f, 0.3f, 0.7f, 0.6f, 0.4f, 0, 1};
        float[] boxes = {
            0.1f, 0.2f, 0.3f, 0.6f, //
            0.1f, 0.21f, 0.3f, 0.6f, //
            0.6f, 0.2f, 0.9f, 0.7f, //
            0.4f, 0.4f, 0.5f, 0.5f, //
            0.5f, 0.5f, 0.5f, 0.9f // without an area
        };
        Path file = TestNetworks.ultraLight(folder.resolve("detector.onnx"), scores, boxes);
        Path points = TestNetworks.centerOfLight(folder.resolve("landmarks.onnx"));
        try (FaceDetector detector =
                FaceDetectors.builder(file).landmarks(points).load()) {
            FaceImage picture = YuNetDetectorTest.white(200, 100, 138, 42, 5);
            List<DetectedFace> faces = detector.detect(picture);
            assertThat(faces).extracting(DetectedFace::score).containsExactly((double) 0.95f, (double) 0.7f);
            DetectedFace second = faces.get(1);
            assertThat(second.box().left()).isCloseTo(0.6 * 200 - 0.5, within(1e-3));
            assertThat(second.box().bottom()).isCloseTo(0.7 * 100 - 0.5, within(1e-3));
            Point nose = second.landmarks().noseTip(); // the square reaches from (125, 20) to (175, 70)
            assertThat(nose.x()).isCloseTo(140, within(0.05));
            assertThat(nose.y()).isCloseTo(44, within(0.05));
        }
    }

    @Test
    void theFivePointsAreThePersonsOwn() {
        float[] points = new float[136];
        for (int eye = 0; eye < 6; eye++) { // about (0.3, 0.4) on the picture's left, (0.7, 0.4) on its right
            points[2 * (36 + eye)] = 0.3f + (eye - 2.5f) / 50;
            points[2 * (36 + eye) + 1] = 0.4f;
            points[2 * (42 + eye)] = 0.7f + (eye - 2.5f) / 50;
            points[2 * (42 + eye) + 1] = 0.4f;
        }
        points[60] = 0.5f;
        points[61] = 0.6f;
        points[96] = 0.35f;
        points[97] = 0.8f;
        points[108] = 0.65f;
        points[109] = 0.8f;
        Landmarks five = LandmarkNetwork.five(points, 10, 20, 100);
        double[] due = {40, 60, 80, 60, 60, 80, 45, 100, 75, 100};
        assertThat(five.points()).containsExactly(due, within(1e-4));
    }

    @Test
    void outputsThatDoNotFitEachOtherAreRefused() {
        Map<String, float[]> outputs = Map.of("scores", new float[4], "boxes", new float[12]);
        assertThatThrownBy(() -> UltraLightDetector.decode(outputs, 10, 10, 0.5))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("4 scores and 12 box coordinates");
    }
}
