package org.likeness.gallery;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.FalseMatchCurve;

/**
 * The largest distance at which a probe is identified. A stranger is compared with each of the N enrolled pictures, so that the expected
 * rate of strangers identified as someone is FPIR = 1 − (1 − FMR)^N: at a fixed threshold it increases with the gallery, and at a fixed
 * rate the threshold decreases. Errors of pictures of one person are correlated, which makes the actual rate slightly smaller.
 *
 * @param threshold the largest distance of an identification
 * @param pictures  number of enrolled pictures, N
 * @param expected  the expected rates, if the encoder has calibrated rates
 */
public record IdentificationThreshold(double threshold, int pictures, Optional<Rates> expected) {
    /** The rate of named strangers that is aimed at unless another one is asked for. */
    public static final double USUAL_FALSE_POSITIVES = 0.01;

    private static final double COVERED = 0.9; // of the gallery's size, by the people of the calibration

    /**
     * Rates at a threshold.
     *
     * @param falseMatchRate   of a pair, FMR
     * @param falsePositiveIdentificationRate   expected in searches of people who are not enrolled, FPIR
     * @param lower            of the FPIR, 95 % confidence, for people and pictures like those of the calibration
     * @param upper            of the FPIR
     * @param smallestMeasured the smallest false-match rate that was measured
     * @param largestMeasured  the largest
     * @param basis            where the false-match rate comes from
     * @param calibratedPeople whom the calibration saw
     * @param extrapolated     whether those are less than 90 % of the enrolled pictures: each of so many strangers was never compared with a
     *                         whole gallery of this size
     */
    public record Rates(
            double falseMatchRate,
            double falsePositiveIdentificationRate,
            double lower,
            double upper,
            double smallestMeasured,
            double largestMeasured,
            FalseMatchCurve.Basis basis,
            int calibratedPeople,
            boolean extrapolated) {}

    /**
     * The threshold at which strangers get a name no more often than wanted.
     *
     * @param calibration    with thresholds at false-match rates; without one, its threshold of the highest accuracy is taken
     * @param pictures       that are enrolled, 0 or more
     * @param falsePositiveIdentificationRate the rate wanted, in (0, 1); where the calibration does not reach far enough, a larger one is expected
     */
    public static IdentificationThreshold of(
            Calibration calibration, int pictures, double falsePositiveIdentificationRate) {
        if (!(falsePositiveIdentificationRate > 0 && falsePositiveIdentificationRate < 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "false-positive identification rate %s: it must be between 0 and 1",
                    falsePositiveIdentificationRate));
        }
        if (calibration.points().isEmpty()) {
            return new IdentificationThreshold(calibration.threshold(), pictures, Optional.empty());
        }
        FalseMatchCurve curve = FalseMatchCurve.of(calibration);
        double rate = -Math.expm1(Math.log1p(-falsePositiveIdentificationRate) / Math.max(1, pictures));
        return at(calibration, curve, curve.atRate(rate), pictures);
    }

    /**
     * A threshold that was chosen otherwise.
     *
     * @param calibration of the encoder, if there is one
     * @param pictures    that are enrolled, 0 or more
     */
    public static IdentificationThreshold at(double threshold, Optional<Calibration> calibration, int pictures) {
        return calibration
                .filter(known -> !known.points().isEmpty())
                .map(known -> {
                    FalseMatchCurve curve = FalseMatchCurve.of(known);
                    return at(known, curve, curve.atThreshold(threshold), pictures);
                })
                .orElseGet(() -> new IdentificationThreshold(threshold, pictures, Optional.empty()));
    }

    private static IdentificationThreshold at(
            Calibration calibration, FalseMatchCurve curve, FalseMatchCurve.Place place, int pictures) {
        FalseMatchCurve.Bounds bounds = curve.bounds(place.falseMatchRate());
        return new IdentificationThreshold(
                place.threshold(),
                pictures,
                Optional.of(new Rates(
                        place.falseMatchRate(),
                        amongAll(place.falseMatchRate(), pictures),
                        amongAll(bounds.lower(), pictures),
                        amongAll(bounds.upper(), pictures),
                        curve.smallestMeasured(),
                        curve.largestMeasured(),
                        place.basis(),
                        calibration.identities(),
                        calibration.identities() < COVERED * pictures)));
    }

    /** The rate of at least one match among independent comparisons. */
    private static double amongAll(double falseMatchRate, int pictures) {
        return pictures == 0 ? 0 : falseMatchRate == 1 ? 1 : -Math.expm1(pictures * Math.log1p(-falseMatchRate));
    }
}
