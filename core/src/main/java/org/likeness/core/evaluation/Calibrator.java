package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.OperatingPoint;

/** Chooses thresholds on people whom training has not seen: on all pairs of their pictures. */
public final class Calibrator {
    private static final double[] RATES = {0.1, 0.01, 0.001, 0.0001};

    private Calibrator() {}

    /**
     * Measures thresholds.
     *
     * @param embeddings one a picture, each [D]
     * @param labels     identity of each
     * @param distance   of the space
     * @param data       which people these are, for the record
     * @throws IllegalArgumentException if there are no two pictures of one person, or only one person
     */
    public static Calibration measure(float[][] embeddings, int[] labels, Distance distance, String data) {
        ScoredPairs pairs = allPairs(embeddings, labels, distance);
        Roc roc = Roc.of(pairs);
        List<OperatingPoint> points = new ArrayList<>();
        for (double rate : RATES) {
            if (Verification.isMeasurable(rate, roc.impostor())) {
                double threshold = roc.thresholdAt(rate);
                Rate measured = roc.falseMatches(threshold);
                points.add(new OperatingPoint(
                        rate,
                        threshold,
                        measured.lower(),
                        measured.upper(),
                        roc.falseNonMatches(threshold).value()));
            }
        }
        int identities = (int) java.util.Arrays.stream(labels).distinct().count();
        return new Calibration(roc.bestThreshold(), data, identities, roc.genuine(), roc.impostor(), points);
    }

    /** Every pair of two of the pictures. */
    public static ScoredPairs allPairs(float[][] embeddings, int[] labels, Distance distance) {
        int count = labels.length;
        int pairs = Math.toIntExact((long) count * (count - 1) / 2);
        double[] distances = new double[pairs];
        boolean[] same = new boolean[pairs];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                distances[next] = distance.between(embeddings[i], embeddings[j]);
                same[next++] = labels[i] == labels[j];
            }
        }
        return new ScoredPairs(distances, same);
    }
}
