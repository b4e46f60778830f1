package org.likeness.api.recognition;

/**
 * A face that a detector found. Places are pixels of the picture: x to the right, y down, the center of the first pixel at (0, 0).
 *
 * @param box         around the face; it may extend beyond the picture
 * @param landmarks   five points
 * @param score       the detector's confidence, in [0, 1]
 * @param eyeDistance pixels between the centers of the eyes
 * @param sharpness   variance of the Laplacian of the aligned face
 * @param pose        of the head
 */
public record Face(Box box, Landmarks landmarks, double score, double eyeDistance, double sharpness, Pose pose) {
    /** A rectangle: its upper left corner and its size. */
    public record Box(double left, double top, double width, double height) {}

    /** A place. */
    public record Point(double x, double y) {}

    /** Five points; right and left are the person's own. */
    public record Landmarks(
            Point rightEye, Point leftEye, Point noseTip, Point rightMouthCorner, Point leftMouthCorner) {}

    /** Degrees; above 0 where the face is turned to its own left, looks down, and is tilted clockwise. */
    public record Pose(double yaw, double pitch, double roll) {}
}
