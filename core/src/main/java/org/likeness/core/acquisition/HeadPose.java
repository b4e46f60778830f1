package org.likeness.core.acquisition;

import java.util.Locale;
import org.likeness.core.image.FivePointTemplate;
import org.likeness.core.image.Landmarks;
import org.likeness.core.image.Landmarks.Point;

/**
 * The pose of a head, estimated from five landmarks: accurate enough to sort out profiles, not for measurements.
 *
 * <p>The head is modeled as rigid and distant: eyes and mouth in one plane, the tip of the nose in front of it by 0.6 of the distance of
 * the eyes (an assumption: heads differ, and it was not fitted to data), and proportions in the plane as in
 * {@link FivePointTemplate#ARCFACE_112}, which is a frontal mean face. Once the roll is undone, a yaw ψ moves the tip against
 * the eyes' middle by depth · tan ψ of the eyes' seen distance, and a pitch θ moves it toward the mouth by depth · tan θ.
 *
 * @param yaw   degrees in [−90, 90]; above 0 where the face is turned to its own left, the right of the picture
 * @param pitch degrees in [−90, 90]; above 0 where the face looks down
 * @param roll  degrees in [−180, 180]; above 0 where the head is tilted clockwise as seen in the picture
 */
public record HeadPose(double yaw, double pitch, double roll) {
    private static final double NOSE_DEPTH = 0.6;
    private static final double FRONTAL_NOSE;
    private static final double FRONTAL_MOUTH;

    static {
        Upright frontal = Upright.of(Landmarks.of(FivePointTemplate.ARCFACE_112.points()));
        FRONTAL_NOSE = frontal.noseDown / frontal.eyes;
        FRONTAL_MOUTH = frontal.mouthDown / frontal.eyes;
    }

    /**
     * Estimates the pose.
     *
     * @param landmarks with eyes at two places
     * @throws IllegalArgumentException if the eyes are at one place
     */
    public static HeadPose of(Landmarks landmarks) {
        Upright face = Upright.of(landmarks);
        double yaw = Math.atan(face.noseRight / face.eyes / NOSE_DEPTH);
        // The mouth, not the eyes, gives the unit: a yaw narrows the eyes' distance, and leaves heights alone.
        double pitch = face.mouthDown > 0
                ? Math.atan((face.noseDown / face.mouthDown * FRONTAL_MOUTH - FRONTAL_NOSE) / NOSE_DEPTH)
                : Math.copySign(Math.PI / 2, face.noseDown);
        return new HeadPose(Math.toDegrees(yaw), Math.toDegrees(pitch), Math.toDegrees(face.roll));
    }

    /**
     * A face with its roll undone, about the middle of its eyes.
     *
     * @param roll      radians
     * @param eyes      pixels between them
     * @param noseRight of the nose's tip from the middle
     * @param noseDown  of the nose's tip from the middle
     * @param mouthDown of the mouth's middle from the eyes' middle
     */
    private record Upright(double roll, double eyes, double noseRight, double noseDown, double mouthDown) {
        static Upright of(Landmarks landmarks) {
            Point right = landmarks.rightEye();
            Point left = landmarks.leftEye();
            double eyes = landmarks.eyeDistance();
            if (!(eyes > 0)) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "both eyes at (%s, %s): a pose needs two", right.x(), right.y()));
            }
            double cos = (left.x() - right.x()) / eyes;
            double sin = (left.y() - right.y()) / eyes;
            Point middle = right.middle(left);
            Point nose = landmarks.noseTip();
            Point mouth = landmarks.rightMouthCorner().middle(landmarks.leftMouthCorner());
            return new Upright(
                    Math.atan2(sin, cos),
                    eyes,
                    cos * (nose.x() - middle.x()) + sin * (nose.y() - middle.y()),
                    cos * (nose.y() - middle.y()) - sin * (nose.x() - middle.x()),
                    cos * (mouth.y() - middle.y()) - sin * (mouth.x() - middle.x()));
        }
    }
}
