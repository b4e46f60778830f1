package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Judges pairs of pictures: one person or two? */
public final class Verification {
    private static final double[] RATES = {0.1, 0.01, 0.001};

    private Verification() {}

    /**
     * Judges at a threshold that was not chosen on these pairs.
     *
     * @param threshold the largest distance that matches
     * @param origin    where the threshold came from, for the report
     */
    public static VerificationResult at(double threshold, String origin, ScoredPairs pairs) {
        Roc roc = Roc.of(pairs);
        return result(pairs, roc, threshold, origin, roc.accuracy(threshold), OptionalDouble.empty());
    }

    /**
     * Judges each fold at the threshold that is best on the other folds, as LFW's View 2 asks.
     *
     * @param folds of each pair, from 0
     * @throws IllegalArgumentException if there are fewer than two folds, or a fold lacks a kind of pairs
     */
    public static VerificationResult withFolds(ScoredPairs pairs, int[] folds) {
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        if (folds.length != pairs.size() || count < 2) {
            throw new IllegalArgumentException(
                    "%d pairs in %d folds: two folds or more are needed, and a fold for each pair"
                            .formatted(pairs.size(), count));
        }
        double[] thresholds = foldThresholds(pairs, folds, count);
        boolean[] right = rightly(pairs, folds, thresholds);
        double[] accuracies = IntStream.range(0, count)
                .mapToDouble(fold -> IntStream.range(0, folds.length)
                        .filter(i -> folds[i] == fold)
                        .map(i -> right[i] ? 1 : 0)
                        .average()
                        .orElseThrow())
                .toArray();
        double mean = DoubleStream.of(accuracies).average().orElseThrow();
        double variance = DoubleStream.of(accuracies)
                        .map(accuracy -> (accuracy - mean) * (accuracy - mean))
                        .sum()
                / (count - 1);
        return result(
                pairs,
                Roc.of(pairs),
                DoubleStream.of(thresholds).average().orElseThrow(),
                "the other folds, for each of %d".formatted(count),
                new Rate(IntStream.range(0, right.length).filter(i -> right[i]).count(), pairs.size()),
                OptionalDouble.of(Math.sqrt(variance / count)));
    }

    /** Whether each pair is judged rightly at a threshold; one without a distance is not. */
    public static boolean[] rightly(double threshold, ScoredPairs pairs) {
        return rightly(pairs, new int[pairs.size()], new double[] {threshold});
    }

    /** Whether each pair is judged rightly at the threshold that is best on the other folds. */
    public static boolean[] rightlyWithFolds(ScoredPairs pairs, int[] folds) {
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        return rightly(pairs, folds, foldThresholds(pairs, folds, count));
    }

    private static boolean[] rightly(ScoredPairs pairs, int[] folds, double[] thresholds) {
        boolean[] right = new boolean[pairs.size()];
        for (int i = 0; i < right.length; i++) {
            double distance = pairs.distances()[i];
            right[i] = !Double.isNaN(distance) && distance <= thresholds[folds[i]] == pairs.same()[i];
        }
        return right;
    }

    private static double[] foldThresholds(ScoredPairs pairs, int[] folds, int count) {
        return IntStream.range(0, count)
                .mapToDouble(fold -> Roc.of(pairs.at(IntStream.range(0, folds.length)
                                .filter(i -> folds[i] != fold)
                                .toArray()))
                        .bestThreshold())
                .toArray();
    }

    /**
     * VAL at false-match rates.
     *
     * @param rates in (0, 1); one that the pairs do not support is marked so
     */
    public static List<VerificationResult.RatePoint> points(ScoredPairs pairs, double... rates) {
        return points(Roc.of(pairs), rates);
    }

    private static List<VerificationResult.RatePoint> points(Roc roc, double... rates) {
        List<VerificationResult.RatePoint> points = new ArrayList<>();
        for (double rate : rates) {
            double limit = roc.thresholdAt(rate);
            points.add(new VerificationResult.RatePoint(
                    rate,
                    limit,
                    roc.falseMatches(limit),
                    roc.trueMatches(limit),
                    RuleOfThirty.supports(rate, roc.impostor())));
        }
        return List.copyOf(points);
    }

    private static VerificationResult result(
            ScoredPairs pairs, Roc roc, double threshold, String origin, Rate accuracy, OptionalDouble standardError) {
        return new VerificationResult(
                pairs.size(),
                pairs.genuine(),
                pairs.size() - pairs.genuine(),
                pairs.failures(),
                threshold,
                origin,
                accuracy,
                standardError,
                roc.falseMatches(threshold),
                roc.falseNonMatches(threshold),
                roc.areaUnderCurve(),
                roc.equalErrorRate(),
                roc.accuracy(roc.bestThreshold()),
                points(roc, RATES));
    }
}
