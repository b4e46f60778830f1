package org.likeness.gallery.exchange;

import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.acquisition.HeadPose;

/** The quality of a face, flat: the fields of a file of any form. */
public record ExchangedQuality(
        double eyeDistance, double sharpness, double yaw, double pitch, double roll, double score) {
    /** The fields of a quality. */
    public static ExchangedQuality of(FaceQuality quality) {
        HeadPose pose = quality.pose();
        return new ExchangedQuality(
                quality.eyeDistance(), quality.sharpness(), pose.yaw(), pose.pitch(), pose.roll(), quality.score());
    }

    /** The quality that has these fields. */
    public FaceQuality quality() {
        return new FaceQuality(eyeDistance, sharpness, new HeadPose(yaw, pitch, roll), score);
    }
}
