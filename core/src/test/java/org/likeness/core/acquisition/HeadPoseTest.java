package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Landmarks;

class HeadPoseTest {
    @Test
    void theTemplateLooksStraightAhead() {
        HeadPose pose = HeadPose.of(Landmarks.of(FivePointTemplate.ARCFACE_112.points()));
        assertThat(pose.yaw()).isCloseTo(0, within(1.0));
        assertThat(pose.pitch()).isCloseTo(0, within(1e-9));
        assertThat(pose.roll()).isCloseTo(0, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-50, -20, -5, 0, 10, 35, 60})
    void aTurnAboutOneAxisIsRecovered(double degrees) {
        assertThat(HeadPose.of(turned(degrees, 0, 0)).yaw()).isCloseTo(degrees, within(1e-3));
        assertThat(HeadPose.of(turned(0, degrees, 0)).pitch()).isCloseTo(degrees, within(1e-3));
        assertThat(HeadPose.of(turned(0, 0, degrees)).roll()).isCloseTo(degrees, within(1e-3));
    }

    @Test
    void aRollLeavesTheOtherAnglesAlone() {
        HeadPose pose = HeadPose.of(turned(30, 0, 40));
        assertThat(pose.yaw()).isCloseTo(30, within(1e-3));
        assertThat(pose.pitch()).isCloseTo(0, within(1e-3));
        assertThat(pose.roll()).isCloseTo(40, within(1e-3));
    }

    @Test
    void eyesAtOnePlaceHaveNoPose() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeadPose.of(Landmarks.of(new double[] {1, 1, 1, 1, 2, 2, 3, 3, 4, 4})));
    }

    /**
     * The head of {@link HeadPose}, turned and seen from far away: x to the right of the picture, y down, z toward the
     * viewer, about the middle of the eyes, in eyes' distances.
     */
    private static Landmarks turned(double yaw, double pitch, double roll) {
        double[] template = FivePointTemplate.ARCFACE_112.points();
        double eyes = Math.hypot(template[2] - template[0], template[3] - template[1]);
        double eyesY = (template[1] + template[3]) / 2;
        double nose = (template[5] - eyesY) / eyes;
        double mouth = ((template[7] + template[9]) / 2 - eyesY) / eyes;
        double[][] head = {{-0.5, 0, 0}, {0.5, 0, 0}, {0, nose, 0.6}, {-0.4, mouth, 0}, {0.4, mouth, 0}};
        double[] seen = new double[10];
        for (int i = 0; i < 5; i++) {
            double[] p = head[i];
            double x = p[0] * cos(yaw) + p[2] * sin(yaw);
            double z = p[2] * cos(yaw) - p[0] * sin(yaw);
            double y = p[1] * cos(pitch) + z * sin(pitch);
            seen[2 * i] = 80 + 40 * (x * cos(roll) - y * sin(roll));
            seen[2 * i + 1] = 70 + 40 * (x * sin(roll) + y * cos(roll));
        }
        return Landmarks.of(seen);
    }

    private static double cos(double degrees) {
        return Math.cos(Math.toRadians(degrees));
    }

    private static double sin(double degrees) {
        return Math.sin(Math.toRadians(degrees));
    }
}
