package org.likeness.core.evaluation.verification;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The thresholds of a list of pairs: one for all pairs, or one per fold. */
public final class PairThresholds {
    private final double[] thresholds;
    private final int[] choice; // of each pair, a place in thresholds
    private final String origin;

    private PairThresholds(double[] thresholds, int[] choice, String origin) {
        this.thresholds = thresholds;
        this.choice = choice;
        this.origin = origin;
    }

    /**
     * One threshold that was not chosen on these pairs.
     *
     * @param threshold the largest distance that matches, or {@link org.likeness.core.embedding.Distance#BELOW_ALL}
     * @param origin    where it came from, for the report
     */
    public static PairThresholds one(double threshold, String origin, ScoredPairs pairs) {
        return new PairThresholds(new double[] {threshold}, new int[pairs.size()], origin);
    }

    /**
     * For each fold the threshold of the highest {@linkplain Accuracy accuracy} on the other folds, as LFW's View 2 asks.
     *
     * @param folds of each pair, from 0
     * @throws IllegalArgumentException if there are fewer than two folds, one has no pair, or the others lack a kind of pairs
     */
    public static PairThresholds ofOtherFolds(ScoredPairs pairs, int[] folds) {
        int count = Arrays.stream(folds).max().orElse(0) + 1;
        if (folds.length != pairs.size()
                || count < 2
                || Arrays.stream(folds).distinct().count() < count) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d pairs in %d folds: two folds or more are needed, none of them empty, and a fold for each pair",
                    pairs.size(),
                    count));
        }
        double[] thresholds = IntStream.range(0, count)
                .mapToDouble(fold -> Roc.of(pairs.at(IntStream.range(0, folds.length)
                                .filter(i -> folds[i] != fold)
                                .toArray()))
                        .bestThreshold())
                .toArray();
        return new PairThresholds(
                thresholds, folds.clone(), String.format(Locale.ROOT, "the other folds, for each of %d", count));
    }

    /** The mean over the folds; the threshold itself where there is one. */
    public double mean() {
        return DoubleStream.of(thresholds).average().orElseThrow();
    }

    /** The threshold of each fold; none where there is one for all pairs. */
    public List<Double> ofFolds() {
        return thresholds.length == 1
                ? List.of()
                : DoubleStream.of(thresholds).boxed().toList();
    }

    /** Where they came from, for the report. */
    public String origin() {
        return origin;
    }

    /** Those of the pairs at some places. */
    public PairThresholds at(int[] places) {
        return new PairThresholds(
                thresholds, IntStream.of(places).map(i -> choice[i]).toArray(), origin);
    }

    /**
     * Whether each pair is judged rightly; one without a distance is not.
     *
     * @param pairs those whose thresholds these are
     */
    public boolean[] rightly(ScoredPairs pairs) {
        boolean[] right = new boolean[pairs.size()];
        for (int i = 0; i < right.length; i++) {
            double distance = pairs.distances()[i];
            right[i] = !Double.isNaN(distance) && distance <= thresholds[choice[i]] == pairs.same()[i];
        }
        return right;
    }

    /** The pairs of each fold; all of them where there is one threshold. */
    List<int[]> folds() {
        return IntStream.range(0, thresholds.length)
                .mapToObj(fold -> IntStream.range(0, choice.length)
                        .filter(i -> choice[i] == fold)
                        .toArray())
                .toList();
    }
}
