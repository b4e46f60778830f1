package org.likeness.core.dataset.synthetic;

/**
 * The rotation of the head: yaw, then pitch, as cosines and sines.
 *
 * @param yawCos   positive
 * @param yawSin   positive to the right of the picture
 * @param pitchCos positive
 * @param pitchSin positive upwards
 */
record Turn(float yawCos, float yawSin, float pitchCos, float pitchSin) {
    static Turn of(Shot.Pose pose) {
        return new Turn(
                (float) StrictMath.cos(pose.yaw()),
                (float) StrictMath.sin(pose.yaw()),
                (float) StrictMath.cos(pose.pitch()),
                (float) StrictMath.sin(pose.pitch()));
    }

    /** A point of the head, [x, y, z], in the picture's frame. */
    float[] apply(float x, float y, float z) {
        float level = -x * yawSin + z * yawCos;
        return new float[] {x * yawCos + z * yawSin, y * pitchCos + level * pitchSin, level * pitchCos - y * pitchSin};
    }
}
