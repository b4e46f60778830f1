package org.likeness.core.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.likeness.core.acquisition.FaceTaking;

/**
 * Thresholds of one encoder and the data they were measured on: people held back from its training.
 *
 * @param threshold     the distance at and below which two pictures count as one person, where accuracy, with genuine and impostor pairs
 *                      weighted alike, is highest; {@link Distance#BELOW_ALL} where no threshold tells them apart
 * @param data          which people, such as {@code 300 people held back from lfw}
 * @param identities    how many people
 * @param genuinePairs  pairs of one person
 * @param impostorPairs pairs of two people
 * @param points        thresholds at false-match rates, from the largest rate to the smallest
 * @param likelihoodRatio what a distance is worth as evidence, if that was fitted
 * @param dataSha256    {@link org.likeness.core.dataset.DatasetHash} of the people's pictures, if it was computed
 * @param taking      how the faces were taken out of the pictures, where that was recorded
 */
public record Calibration(
        double threshold,
        String data,
        int identities,
        long genuinePairs,
        long impostorPairs,
        List<OperatingPoint> points,
        Optional<LikelihoodRatio> likelihoodRatio,
        Optional<String> dataSha256,
        Optional<FaceTaking> taking) {
    public Calibration {
        Distance.requireThreshold(threshold);
        points = List.copyOf(points);
    }

    /** Thresholds alone. */
    public Calibration(
            double threshold,
            String data,
            int identities,
            long genuinePairs,
            long impostorPairs,
            List<OperatingPoint> points) {
        this(
                threshold,
                data,
                identities,
                genuinePairs,
                impostorPairs,
                points,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The threshold at the smallest measured rate that is no smaller than one, or that of the highest accuracy where there is none. */
    public double thresholdNear(double falseMatchRate) {
        return points.stream()
                .filter(point -> point.falseMatchRate() >= falseMatchRate)
                .min(Comparator.comparingDouble(OperatingPoint::falseMatchRate))
                .map(OperatingPoint::threshold)
                .orElse(threshold);
    }

    /** The same thresholds, with how the faces were taken that they were measured on. */
    public Calibration of(FaceTaking faces) {
        return new Calibration(
                threshold,
                data,
                identities,
                genuinePairs,
                impostorPairs,
                points,
                likelihoodRatio,
                dataSha256,
                Optional.of(faces));
    }

    /** Whether it holds for means with the mirror image's embedding, or for embeddings of single faces. */
    public boolean coversMirror() {
        return taking.filter(FaceTaking::mirror).isPresent();
    }
}
