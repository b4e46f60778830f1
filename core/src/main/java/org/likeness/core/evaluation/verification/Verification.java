package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.likeness.core.statistics.Rate;
import org.likeness.core.statistics.RuleOfThirty;

/** Verification: judges whether pairs of pictures show one person. */
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
        return at(PairThresholds.one(threshold, origin, pairs), pairs);
    }

    /**
     * Judges each fold at the threshold that is best on the other folds, as LFW's View 2 asks.
     *
     * @param folds of each pair, from 0
     * @throws IllegalArgumentException if there are fewer than two folds, or a fold lacks a kind of pairs
     */
    public static VerificationResult withFolds(ScoredPairs pairs, int[] folds) {
        return at(PairThresholds.ofOtherFolds(pairs, folds), pairs);
    }

    /**
     * Judges each pair at its threshold.
     *
     * @throws IllegalArgumentException if a kind of pairs is missing
     */
    public static VerificationResult at(PairThresholds thresholds, ScoredPairs pairs) {
        Roc roc = Roc.of(pairs);
        boolean[] right = thresholds.rightly(pairs);
        long genuineRight = 0;
        long impostorRight = 0;
        for (int i = 0; i < right.length; i++) {
            genuineRight += right[i] && pairs.same()[i] ? 1 : 0;
            impostorRight += right[i] && !pairs.same()[i] ? 1 : 0;
        }
        int genuine = pairs.genuine();
        int impostor = pairs.size() - genuine;
        return new VerificationResult(
                pairs.size(),
                genuine,
                impostor,
                pairs.failures(),
                thresholds.mean(),
                thresholds.ofFolds(),
                thresholds.origin(),
                new Accuracy(new Rate(genuineRight, genuine), new Rate(impostorRight, impostor)),
                standardError(thresholds, pairs, right),
                new Rate(roc.impostor() - impostorRight, roc.impostor()),
                new Rate(genuine - genuineRight, genuine),
                roc.areaUnderCurve(),
                roc.equalErrorRate(),
                roc.accuracy(roc.bestThreshold()),
                points(roc, RATES));
    }

    /** σ/√folds of the folds' accuracies; nothing where a fold lacks a kind of pairs, as a group's may. */
    private static OptionalDouble standardError(PairThresholds thresholds, ScoredPairs pairs, boolean[] right) {
        List<int[]> folds = thresholds.folds();
        if (folds.size() < 2) {
            return OptionalDouble.empty();
        }
        double[] accuracies =
                folds.stream().mapToDouble(fold -> accuracy(pairs, right, fold)).toArray();
        if (DoubleStream.of(accuracies).anyMatch(Double::isNaN)) {
            return OptionalDouble.empty();
        }
        double mean = DoubleStream.of(accuracies).average().orElseThrow();
        double variance = DoubleStream.of(accuracies)
                        .map(accuracy -> (accuracy - mean) * (accuracy - mean))
                        .sum()
                / (folds.size() - 1);
        return OptionalDouble.of(Math.sqrt(variance / folds.size()));
    }

    private static double accuracy(ScoredPairs pairs, boolean[] right, int[] fold) {
        long[] count = new long[2];
        long[] counted = new long[2];
        for (int i : fold) {
            int kind = pairs.same()[i] ? 0 : 1;
            count[kind] += right[i] ? 1 : 0;
            counted[kind]++;
        }
        return new Accuracy(new Rate(count[0], counted[0]), new Rate(count[1], counted[1])).value();
    }

    /** Whether each pair is judged rightly at a threshold; one without a distance is not. */
    public static boolean[] rightly(double threshold, ScoredPairs pairs) {
        return PairThresholds.one(threshold, "", pairs).rightly(pairs);
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
}
