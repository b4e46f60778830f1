package org.likeness.recognition;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.FaceEncoder;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.gallery.IdentificationThreshold;

/**
 * The thresholds that were measured for an encoder, for one pair of pictures and for a search in a gallery. All are largest distances that
 * count as one person.
 *
 * @param encoder whose specification holds the calibration
 */
public record Thresholds(FaceEncoder encoder) {
    private static final double CLUSTER_RATE = 1e-4; // docs/results/clustering.md
    private static final double ROUNDING = 1e-9; // of a rate that is computed back from its threshold

    /**
     * The threshold of the highest accuracy on pairs.
     *
     * @throws LikenessException if the encoder is not calibrated
     */
    public double ofHighestAccuracy() {
        return calibration().threshold();
    }

    /**
     * The threshold for a search in a gallery. Where the calibration was not measured at false-match rates, or not at
     * rates small enough, the result is looser than wanted, and {@link IdentificationThreshold#expected()} says what to expect.
     *
     * @param faces                           that are enrolled, 0 or more
     * @param falsePositiveIdentificationRate the wanted rate of strangers who are identified as somebody, FPIR, in (0, 1)
     * @throws LikenessException if the encoder is not calibrated
     */
    public IdentificationThreshold forGallery(int faces, double falsePositiveIdentificationRate) {
        return IdentificationThreshold.of(calibration(), faces, falsePositiveIdentificationRate);
    }

    /**
     * The threshold for a search in a gallery, never a looser one than wanted.
     *
     * @param faces                           that are enrolled, 0 or more
     * @param falsePositiveIdentificationRate the largest expected rate of strangers who are identified as somebody, FPIR, in (0, 1)
     * @return the largest distance that identifies
     * @throws LikenessException if the encoder is not calibrated, or not at rates small enough for a gallery of this size
     */
    public double strictFor(int faces, double falsePositiveIdentificationRate) {
        IdentificationThreshold chosen = forGallery(faces, falsePositiveIdentificationRate);
        Optional<Double> expected =
                chosen.expected().map(IdentificationThreshold.Rates::falsePositiveIdentificationRate);
        if (expected.isEmpty() || expected.get() > falsePositiveIdentificationRate * (1 + ROUNDING)) {
            throw LikenessException.unsupported(String.format(
                    Locale.ROOT,
                    "encoder %s has no threshold at which at most %s of strangers are identified in a gallery of %,d pictures%s: choose one, or calibrate the encoder at smaller false-match rates",
                    encoder.space().brief(),
                    falsePositiveIdentificationRate,
                    chosen.pictures(),
                    expected.map(rate -> String.format(Locale.ROOT, " (%.3g at the strictest one)", rate))
                            .orElse("")));
        }
        return chosen.threshold();
    }

    /**
     * What is to be expected of a threshold that was chosen by hand.
     *
     * @param faces that are enrolled, 0 or more
     */
    public IdentificationThreshold at(double threshold, int faces) {
        return IdentificationThreshold.at(
                threshold,
                encoder.spec().calibration().filter(known -> known.coversMirror() == encoder.mirrors()),
                faces);
    }

    /**
     * The threshold at a false-match rate.
     *
     * @throws LikenessException if the encoder is not calibrated for that rate; the message lists the rates
     */
    public double atFalseMatchRate(double falseMatchRate) {
        return operatingPoint(falseMatchRate).threshold();
    }

    /**
     * What was measured at a false-match rate, on the people of {@link #calibration()}: on others the rate may be several times as large.
     *
     * @throws LikenessException if the encoder is not calibrated for that rate; the message lists the rates
     */
    public OperatingPoint operatingPoint(double falseMatchRate) {
        return calibration().points().stream()
                .filter(point -> point.falseMatchRate() == falseMatchRate)
                .findFirst()
                .orElseThrow(() -> new LikenessException(
                        LikenessException.Kind.NOT_FOUND,
                        String.format(
                                Locale.ROOT,
                                "encoder %s has no threshold for a false-match rate of %s, only for %s",
                                encoder.space().brief(),
                                falseMatchRate,
                                calibration().points().stream()
                                        .map(OperatingPoint::falseMatchRate)
                                        .toList()),
                        new Remedy(Remedy.Action.CALIBRATE, Double.toString(falseMatchRate))));
    }

    /**
     * The threshold for clusters of many faces, as the mean distance of two: that of the false-match rate 10⁻⁴, or of the next larger one that
     * was measured. Looser ones merge people, because each cluster is compared with thousands ({@code docs/results/clustering.md}).
     *
     * @return that of the highest accuracy if no such rate was measured
     * @throws LikenessException if the encoder is not calibrated
     */
    public double forClusters() {
        Calibration measured = calibration();
        return measured.points().stream()
                .filter(point -> point.falseMatchRate() >= CLUSTER_RATE)
                .min(Comparator.comparingDouble(OperatingPoint::falseMatchRate))
                .map(OperatingPoint::threshold)
                .orElseGet(measured::threshold);
    }

    /**
     * What a distance is worth as evidence: ln(p(distance | one person) / p(distance | two people)).
     *
     * @return nothing if that was not fitted for the encoder
     */
    public Optional<Double> logLikelihoodRatio(double distance) {
        return encoder.spec()
                .calibration()
                .flatMap(Calibration::likelihoodRatio)
                .map(ratio -> ratio.at(distance));
    }

    /**
     * The encoder's thresholds, and on whom they were measured: on other data, rates may be several times as large.
     *
     * @throws LikenessException if the encoder is not calibrated
     */
    public Calibration calibration() {
        Calibration measured = encoder.spec()
                .calibration()
                .orElseThrow(() -> new LikenessException(
                        LikenessException.Kind.UNSUPPORTED,
                        String.format(
                                Locale.ROOT,
                                "encoder %s has no calibrated threshold",
                                encoder.space().brief()),
                        new Remedy(Remedy.Action.GIVE_THRESHOLD)));
        if (measured.coversMirror() != encoder.mirrors()) {
            throw new LikenessException(
                    LikenessException.Kind.CONFLICT,
                    String.format(
                            Locale.ROOT,
                            "the thresholds in the encoder file were measured %s the mirror image, which reduces all distances",
                            measured.coversMirror() ? "with" : "without"),
                    new Remedy(
                            measured.coversMirror()
                                    ? Remedy.Action.MIRROR_AS_CALIBRATED
                                    : Remedy.Action.OMIT_MIRROR_AS_CALIBRATED));
        }
        return measured;
    }
}
