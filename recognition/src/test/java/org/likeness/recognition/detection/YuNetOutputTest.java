package org.likeness.recognition.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.image.Landmarks.Point;

class YuNetOutputTest {
    private final Map<String, float[]> outputs = new HashMap<>();

    YuNetOutputTest() {
        for (int stride : YuNetOutput.STRIDES) { // a canvas of 64×32
            int cells = 64 / stride * (32 / stride);
            outputs.put("cls_" + stride, new float[cells]);
            outputs.put("obj_" + stride, new float[cells]);
            outputs.put("bbox_" + stride, new float[4 * cells]);
            outputs.put("kps_" + stride, new float[10 * cells]);
        }
    }

    @Test
    void handComputedExample() {
        int cell = 6; // of 4×2 cells of 16 pixels: column 2 of row 1
        numbers("cls_16")[cell] = 0.9f;
        numbers("obj_16")[cell] = 0.4f;
        System.arraycopy(new float[] {0.5f, -0.25f, 0, (float) Math.log(2)}, 0, numbers("bbox_16"), 4 * cell, 4);
        float[] points = {0, 0, 1, 0, 0.5f, 0.5f, 0, 1, 1, 1.5f};
        System.arraycopy(points, 0, numbers("kps_16"), 10 * cell, 10);
        List<DetectedFace> faces = YuNetOutput.decode(outputs, 64, 32, 0.5);
        assertThat(faces).hasSize(1);
        DetectedFace face = faces.get(0);
        assertThat(face.score()).isCloseTo(0.6, within(1e-6));
        assertThat(face.box().centerX()).isCloseTo((2 + 0.5) * 16, within(1e-5));
        assertThat(face.box().centerY()).isCloseTo((1 - 0.25) * 16, within(1e-5));
        assertThat(face.box().width()).isCloseTo(16, within(1e-5));
        assertThat(face.box().height()).isCloseTo(32, within(1e-5));
        assertThat(face.landmarks().rightEye()).isEqualTo(new Point(32, 16));
        assertThat(face.landmarks().leftEye()).isEqualTo(new Point(48, 16));
        assertThat(face.landmarks().leftMouthCorner()).isEqualTo(new Point(48, 40));
        assertThat(YuNetOutput.decode(outputs, 64, 32, 0.61)).isEmpty();
    }

    @Test
    void scoresAreHeldBetweenNoughtAndOne() {
        numbers("cls_32")[1] = 1.5f;
        numbers("obj_32")[1] = 1;
        numbers("cls_8")[0] = -0.5f;
        numbers("obj_8")[0] = -0.5f;
        assertThat(YuNetOutput.decode(outputs, 64, 32, 0.1))
                .singleElement()
                .satisfies(face -> assertThat(face.score()).isEqualTo(1));
    }

    @Test
    void outputsOfAnotherLengthAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> YuNetOutput.decode(outputs, 96, 32, 0.5))
                .withMessageContaining("\"cls_8\" has 32 numbers: 48 are expected");
    }

    private float[] numbers(String output) {
        return Objects.requireNonNull(outputs.get(output));
    }
}
