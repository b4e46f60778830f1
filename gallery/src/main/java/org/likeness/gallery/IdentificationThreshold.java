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

    /**
     * Rates at a threshold.
     *
     * @param falseMatchRate   of a pair, FMR
     * @param falsePositiveIdentificationRate   expected in searches of people who are not enrolled, FPIR
     * @param smallestMeasured the smallest false-match rate that was measured
     * @param largestMeasured  the largest
     * @param basis            where the false-match rate comes from
     */
    public record Rates(
            double falseMatchRate,
            double falsePositiveIdentificationRate,
            double smallestMeasured,
            double largestMeasured,
            FalseMatchCurve.Basis basis) {}

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
        return at(curve, curve.atRate(rate), pictures);
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
                .map(FalseMatchCurve::of)
                .map(curve -> at(curve, curve.atThreshold(threshold), pictures))
                .orElseGet(() -> new IdentificationThreshold(threshold, pictures, Optional.empty()));
    }

    private static IdentificationThreshold at(FalseMatchCurve curve, FalseMatchCurve.Place place, int pictures) {
        double named = pictures == 0 ? 0 : -Math.expm1(pictures * Math.log1p(-place.falseMatchRate()));
        return new IdentificationThreshold(
                place.threshold(),
                pictures,
                Optional.of(new Rates(
                        place.falseMatchRate(),
                        named,
                        curve.smallestMeasured(),
                        curve.largestMeasured(),
                        place.basis())));
    }
}
