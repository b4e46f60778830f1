package org.likeness.gallery.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.Acquisition.TakenWhole;
import org.likeness.core.acquisition.DetectedFace;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;
import org.likeness.core.image.Box;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Landmarks;

class QualityReviewTest {
    /** Noise about a brightness: sharp if the noise is strong. */
    private static FaceImage picture(int side, int brightness, int noise) {
        Random random = new Random(1);
        byte[] rgb = new byte[side * side * 3];
        for (int i = 0; i < rgb.length; i += 3) {
            byte value = (byte) Math.max(0, Math.min(255, brightness + random.nextInt(-noise, noise + 1)));
            rgb[i] = value;
            rgb[i + 1] = value;
            rgb[i + 2] = value;
        }
        return new FaceImage(side, side, rgb);
    }

    private static Acquisition face(double score, double eyes, double yaw, double pitch, FaceImage aligned) {
        DetectedFace found =
                new DetectedFace(new Box(0, 0, 50, 50), Landmarks.of(FivePointTemplate.ARCFACE_112.points()), score);
        return new Acquired(found, aligned, new FaceQuality(eyes, 1000, new HeadPose(yaw, pitch, 0), score), 1);
    }

    private static void refused(Refusal.Reason reason, String detail, Acquisition... faces) {
        assertThat(QualityReview.of(List.of(faces))).hasValueSatisfying(refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.detail()).contains(detail);
        });
    }

    @Test
    void anOrdinaryFaceIsAccepted() {
        FaceImage good = picture(112, 128, 60);
        assertThat(QualityReview.of(List.of(face(0.9, 40, -20, 15, good)))).isEmpty();
        assertThat(QualityReview.of(List.of(new TakenWhole(good)))).isEmpty();
        assertThat(QualityReview.of(List.of(new TakenWhole(picture(224, 128, 60)))))
                .isEmpty();
    }

    @Test
    void eachFaultHasItsReason() {
        FaceImage good = picture(112, 128, 60);
        Acquisition fine = face(0.9, 40, 0, 0, good);
        refused(Refusal.Reason.NO_FACE, "0 faces");
        refused(Refusal.Reason.NO_FACE, "nothing there", new FailedToAcquire("nothing there"));
        refused(Refusal.Reason.SEVERAL_FACES, "2 faces", fine, fine);
        refused(Refusal.Reason.LOW_SCORE, "0.65", face(0.65, 40, 0, 0, good));
        refused(Refusal.Reason.TOO_SMALL, "12.0 pixels", face(0.9, 12, 0, 0, good));
        refused(Refusal.Reason.EXTREME_POSE, "60 degrees", face(0.9, 40, -60, 0, good));
        refused(Refusal.Reason.EXTREME_POSE, "50 degrees", face(0.9, 40, 0, 50, good));
        refused(Refusal.Reason.TOO_DARK, "of 255", new TakenWhole(picture(112, 20, 20)));
        refused(Refusal.Reason.TOO_BRIGHT, "of 255", new TakenWhole(picture(112, 240, 15)));
        refused(Refusal.Reason.BLURRED, "sharpness", new TakenWhole(picture(112, 128, 1)));
        assertThat(Refusal.Reason.IDENTITY_CONFLICT.word()).isEqualTo("identity-conflict");
    }

    @Test
    void sharpnessDoesNotDependOnTheEncodersSize() {
        FaceImage small = checkered(112, 8);
        FaceImage large = checkered(224, 16);
        assertThat(QualityReview.sharpness(large) / QualityReview.sharpness(small))
                .isBetween(0.3, 1.2);
    }

    private static FaceImage checkered(int side, int cell) {
        byte[] rgb = new byte[side * side * 3];
        for (int i = 0; i < side * side; i++) {
            byte value = (byte) ((i % side / cell + i / side / cell) % 2 == 0 ? 100 : 160);
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        return new FaceImage(side, side, rgb);
    }
}
