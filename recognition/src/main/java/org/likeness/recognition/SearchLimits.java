package org.likeness.recognition;

import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.gallery.IdentificationThreshold;
import org.likeness.gallery.SpaceThresholds;

/**
 * The largest distances that identify in a search, and why these.
 *
 * @param chosen in the present encoder's space, with the rates that are expected
 * @param limits in each space
 * @param wanted the rate of strangers who are identified that was aimed at, FPIR; empty if the threshold was chosen otherwise
 * @param point  the calibrated point of the threshold; empty if it was not chosen by a false-match rate
 */
public record SearchLimits(
        IdentificationThreshold chosen,
        SpaceThresholds limits,
        Optional<Double> wanted,
        Optional<OperatingPoint> point) {
    /**
     * Limits at which at most {@link IdentificationThreshold#USUAL_FALSE_POSITIVES} of strangers are expected to be identified, or, where the
     * calibration does not reach that, more: {@link IdentificationThreshold#expected()} says how many.
     *
     * @throws LikenessException if the encoder is not calibrated
     */
    public static SearchLimits usual(Thresholds thresholds, SearchedEncoders searched) {
        double rate = IdentificationThreshold.USUAL_FALSE_POSITIVES;
        return new SearchLimits(
                thresholds.forGallery(searched.size(), rate),
                searched.forGallery(rate),
                Optional.of(rate),
                Optional.empty());
    }

    /**
     * The same in the encoder's own space.
     *
     * @param faces that are searched, of one gallery or several
     */
    public static SearchLimits usual(Thresholds thresholds, int faces) {
        double rate = IdentificationThreshold.USUAL_FALSE_POSITIVES;
        IdentificationThreshold chosen = thresholds.forGallery(faces, rate);
        return new SearchLimits(chosen, SpaceThresholds.of(chosen.threshold()), Optional.of(rate), Optional.empty());
    }

    /**
     * Limits at which at most a rate of strangers are expected to be identified.
     *
     * @param rate FPIR, in (0, 1)
     * @throws LikenessException if the calibration does not reach that rate for a gallery of this size
     */
    public static SearchLimits strict(Thresholds thresholds, SearchedEncoders searched, double rate) {
        SpaceThresholds limits = searched.strictFor(rate);
        return new SearchLimits(
                thresholds.forGallery(searched.size(), rate), limits, Optional.of(rate), Optional.empty());
    }

    /**
     * The same in the encoder's own space.
     *
     * @param faces that are searched, of one gallery or several
     * @param rate  FPIR, in (0, 1)
     * @throws LikenessException if the calibration does not reach that rate for so many faces
     */
    public static SearchLimits strict(Thresholds thresholds, int faces, double rate) {
        SpaceThresholds limits = SpaceThresholds.of(thresholds.strictFor(faces, rate));
        return new SearchLimits(thresholds.forGallery(faces, rate), limits, Optional.of(rate), Optional.empty());
    }

    /**
     * Limits of one false-match rate of pairs, which a threshold stands for.
     *
     * @param threshold in the present encoder's space
     * @param point     if the threshold is that of a calibrated point
     */
    public static SearchLimits at(
            Thresholds thresholds, SearchedEncoders searched, double threshold, Optional<OperatingPoint> point) {
        return new SearchLimits(
                thresholds.at(threshold, searched.size()), searched.at(threshold), Optional.empty(), point);
    }

    /**
     * The same in the encoder's own space.
     *
     * @param faces     that are searched, of one gallery or several
     * @param threshold in the encoder's space
     * @param point     if the threshold is that of a calibrated point
     */
    public static SearchLimits at(Thresholds thresholds, int faces, double threshold, Optional<OperatingPoint> point) {
        return new SearchLimits(
                thresholds.at(threshold, faces), SpaceThresholds.of(threshold), Optional.empty(), point);
    }
}
