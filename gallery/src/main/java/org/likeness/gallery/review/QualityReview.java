package org.likeness.gallery.review;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoublePredicate;
import org.likeness.core.acquisition.Acquisition;
import org.likeness.core.acquisition.Acquisition.Acquired;
import org.likeness.core.acquisition.Acquisition.FailedToAcquire;
import org.likeness.core.acquisition.FaceQuality;
import org.likeness.core.image.CropFraction;
import org.likeness.core.image.FaceImage;
import org.likeness.core.image.Luma;
import org.likeness.core.image.Resampler;

/**
 * Refuses faces whose quality makes recognition unreliable. The limits are set so that ordinary photographs pass: what share of them does
 * not is measured in {@code docs/results/enrollment-review.md}.
 */
public final class QualityReview {
    private static final double LEAST_SCORE = 0.7;
    private static final double LEAST_EYE_DISTANCE =
            20; // pixels; 35 in a face aligned to 112 pixels, so that smaller ones are enlarged by 1.75 and more
    private static final double LARGEST_YAW = 45; // degrees; beyond, one half of the face is hidden
    private static final double LARGEST_PITCH = 40;
    private static final int SIDE = 112; // pixels at which sharpness is compared
    private static final double LEAST_SHARPNESS = 20;
    private static final double DARKEST = 40; // mean luma, of 255
    private static final double BRIGHTEST = 220;

    private QualityReview() {}

    /**
     * Judges the faces of one picture, of which one is to be enrolled.
     *
     * @param faces what was acquired
     * @return the first reason to refuse it; empty if there is none
     */
    public static Optional<Refusal> of(List<Acquisition> faces) {
        if (faces.size() != 1) {
            return refusal(
                    faces.isEmpty() ? Refusal.Reason.NO_FACE : Refusal.Reason.SEVERAL_FACES,
                    "%d faces were found, one is expected: crop the picture, or choose one of them",
                    faces.size());
        }
        Acquisition face = faces.get(0);
        if (face instanceof FailedToAcquire failure) {
            return Optional.of(new Refusal(Refusal.Reason.NO_FACE, failure.reason()));
        }
        Optional<Refusal> found =
                face instanceof Acquired acquired ? ofDetection(acquired.quality()) : Optional.empty();
        return found.or(() -> face.taken().flatMap(QualityReview::ofPixels));
    }

    private static Optional<Refusal> ofDetection(FaceQuality quality) {
        return refusedIf(
                        quality.score(),
                        score -> score < LEAST_SCORE,
                        Refusal.Reason.LOW_SCORE,
                        "the detector's score is %.2f, at least %.2f is expected",
                        LEAST_SCORE)
                .or(() -> refusedIf(
                        quality.eyeDistance(),
                        pixels -> pixels < LEAST_EYE_DISTANCE,
                        Refusal.Reason.TOO_SMALL,
                        "the eyes are %.1f pixels apart, at least %.0f are expected",
                        LEAST_EYE_DISTANCE))
                .or(() -> refusedIf(
                        Math.abs(quality.pose().yaw()),
                        yaw -> yaw > LARGEST_YAW,
                        Refusal.Reason.EXTREME_POSE,
                        "the face is turned by %.0f degrees, at most %.0f are expected",
                        LARGEST_YAW))
                .or(() -> refusedIf(
                        Math.abs(quality.pose().pitch()),
                        pitch -> pitch > LARGEST_PITCH,
                        Refusal.Reason.EXTREME_POSE,
                        "the face looks up or down by %.0f degrees, at most %.0f are expected",
                        LARGEST_PITCH));
    }

    private static Optional<Refusal> ofPixels(FaceImage aligned) {
        double luma = meanLuma(aligned);
        return refusedIf(
                        luma,
                        mean -> mean < DARKEST,
                        Refusal.Reason.TOO_DARK,
                        "its mean brightness is %.0f of 255, at least %.0f is expected",
                        DARKEST)
                .or(() -> refusedIf(
                        luma,
                        mean -> mean > BRIGHTEST,
                        Refusal.Reason.TOO_BRIGHT,
                        "its mean brightness is %.0f of 255, at most %.0f is expected",
                        BRIGHTEST))
                .or(() -> refusedIf(
                        sharpness(aligned),
                        variance -> variance < LEAST_SHARPNESS,
                        Refusal.Reason.BLURRED,
                        "its sharpness is %.0f, at least %.0f is expected",
                        LEAST_SHARPNESS));
    }

    /** The mean luma of a face, in [0, 255]. */
    public static double meanLuma(FaceImage aligned) {
        double sum = 0;
        float[] luma = Luma.of(aligned);
        for (float value : luma) {
            sum += value;
        }
        return sum / luma.length;
    }

    /** The sharpness of a face as if it were aligned to 112 pixels, so that encoders with other sizes have the same limit. */
    public static double sharpness(FaceImage aligned) {
        return FaceQuality.sharpness(
                aligned.width() == SIDE && aligned.height() == SIDE
                        ? aligned
                        : Resampler.crop(aligned, CropFraction.WHOLE, SIDE, SIDE));
    }

    private static Optional<Refusal> refusedIf(
            double value, DoublePredicate refused, Refusal.Reason reason, String format, double limit) {
        return refused.test(value) ? refusal(reason, format, value, limit) : Optional.empty();
    }

    private static Optional<Refusal> refusal(Refusal.Reason reason, String format, Object... values) {
        return Optional.of(new Refusal(reason, String.format(Locale.ROOT, format, values)));
    }
}
