package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.likeness.core.embedding.Calibration;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.OperatingPoint;
import org.likeness.core.search.DenseLabels;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.RuleOfThirty;

/** Measures thresholds on people who were not trained on: on all pairs of their pictures. */
public final class Calibrator {
    private static final double[] RATES = {0.1, 0.01, 0.001, 0.0001};

    private Calibrator() {}

    /**
     * Measures thresholds at the usual false-match rates, as far as the pairs support them. Their intervals take the pairs as
     * independent.
     *
     * @param embeddings one a picture, each [D]
     * @param labels     identity of each, at least 0
     * @param distance   of the space
     * @param data       which people these are, for the record
     * @throws IllegalArgumentException if there are no two pictures of one person, or only one person, or if an embedding is not finite
     */
    public static Calibration measure(float[][] embeddings, int[] labels, Distance distance, String data) {
        ScoredPairs pairs = allPairs(embeddings, labels, distance);
        Roc roc = Roc.of(pairs);
        List<OperatingPoint> points = new ArrayList<>();
        for (double rate : RATES) {
            if (RuleOfThirty.supports(rate, roc.impostor())) {
                double threshold = roc.thresholdAt(rate);
                points.add(point(
                        roc,
                        rate,
                        threshold,
                        roc.falseMatches(threshold).interval(ConfidenceInterval.USUAL_CONFIDENCE)));
            }
        }
        int identities = (int) Arrays.stream(labels).distinct().count();
        return new Calibration(roc.bestThreshold(), data, identities, roc.genuine(), roc.impostor(), points);
    }

    /**
     * Measures thresholds at the false-match rates that were asked for, with intervals by people, and fits log-likelihood ratios.
     *
     * @param embeddings one a picture, each [D]
     * @param labels     identity of each, at least 0
     * @param distance   of the space
     * @param data       which people these are, for the record
     * @param dataSha256 of their pictures: {@link org.likeness.core.dataset.DatasetHash}
     * @param rates      in (0, 1)
     * @param bootstrap  how the intervals of the false-match rates are made; the metadata holds such of 95 %
     * @throws org.likeness.core.LikenessException if the pairs do not support a rate; the message says how many it needs
     * @throws IllegalArgumentException        if there are no two pictures of one person, or only one person, or if an embedding is not
     *                                         finite
     */
    public static Calibration measure(
            float[][] embeddings,
            int[] labels,
            Distance distance,
            String data,
            String dataSha256,
            double[] rates,
            IdentityBootstrap bootstrap) {
        int[] people = DenseLabels.of(labels);
        ScoredPairs pairs = allPairs(embeddings, people, distance);
        Roc roc = Roc.of(pairs);
        for (double rate : rates) {
            RuleOfThirty.require(rate, roc.impostor());
        }
        double[] falling = DoubleStream.of(rates)
                .distinct()
                .map(rate -> -rate)
                .sorted()
                .map(rate -> -rate)
                .toArray();
        List<OperatingPoint> points = new ArrayList<>();
        for (double rate : falling) {
            double threshold = roc.thresholdAt(rate);
            points.add(point(roc, rate, threshold, bootstrap.of(AllPairsFalseMatches.of(pairs, people, threshold))));
        }
        int identities = (int) Arrays.stream(labels).distinct().count();
        return new Calibration(
                roc.bestThreshold(),
                data,
                identities,
                roc.genuine(),
                roc.impostor(),
                points,
                Optional.of(LikelihoodRatioFit.of(pairs)),
                Optional.of(dataSha256),
                Optional.empty());
    }

    /**
     * Tries calibrated thresholds on other people.
     *
     * @param calibration of the space
     * @param embeddings  of the other people, one a picture, each [D]
     * @param labels      identity of each, at least 0
     * @param distance    of the space
     * @param data        which people these are
     * @param bootstrap   how the intervals of the false-match rates are made
     * @throws IllegalArgumentException if there are no two pictures of one person, or only one person, or if an embedding is not finite
     */
    public static Transfer transfer(
            Calibration calibration,
            float[][] embeddings,
            int[] labels,
            Distance distance,
            String data,
            IdentityBootstrap bootstrap) {
        int[] people = DenseLabels.of(labels);
        ScoredPairs pairs = allPairs(embeddings, people, distance);
        Roc roc = Roc.of(pairs);
        return new Transfer(
                calibration.data(),
                data,
                calibration.points().stream()
                        .map(point -> new Transfer.Point(
                                point.falseMatchRate(),
                                point.threshold(),
                                roc.falseMatches(point.threshold()),
                                bootstrap.of(AllPairsFalseMatches.of(pairs, people, point.threshold())),
                                roc.falseNonMatches(point.threshold())))
                        .toList());
    }

    private static OperatingPoint point(Roc roc, double rate, double threshold, ConfidenceInterval interval) {
        return new OperatingPoint(
                rate,
                threshold,
                interval.lower(),
                interval.upper(),
                roc.falseNonMatches(threshold).value());
    }

    /**
     * Every pair of two of the pictures.
     *
     * @throws IllegalArgumentException if an embedding is not finite; the message names its row
     */
    public static ScoredPairs allPairs(float[][] embeddings, int[] labels, Distance distance) {
        int count = labels.length;
        for (int row = 0; row < count; row++) {
            Embedding.requireFinite("the embedding of row " + row, embeddings[row]);
        }
        double[] distances = new double[Math.toIntExact((long) count * (count - 1) / 2)];
        boolean[] same = new boolean[distances.length];
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
