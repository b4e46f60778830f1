package org.likeness.core.embedding;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.likeness.core.acquisition.FaceExtraction;

/**
 * Thresholds of one encoder, and the data they were measured on: people who were not trained on.
 *
 * @param threshold     the largest distance of two pictures judged to be one person, where accuracy, with equal weights of genuine and
 *                      impostor pairs, is highest; {@link Distance#BELOW_ALL} if no threshold separates them
 * @param data          which people, such as {@code 300 people held back from lfw}
 * @param identities    number of people
 * @param genuinePairs  pairs of one person
 * @param impostorPairs pairs of two people
 * @param points        thresholds at false-match rates, from the largest rate to the smallest
 * @param likelihoodRatio the log-likelihood ratio of a distance, if it was fitted
 * @param dataSha256    {@link org.likeness.core.dataset.DatasetHash} of the people's pictures, if it was computed
 * @param taking      how the embeddings were obtained, if it was recorded
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
        Optional<FaceExtraction> taking) {
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
    public Calibration of(FaceExtraction faces) {
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
        return taking.filter(FaceExtraction::mirror).isPresent();
    }
}
