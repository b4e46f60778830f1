package org.likeness.training.loss;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.triplet.BatchStatistics;

/** The loss of a batch. */
public final class LossResult {
    private final double value;
    private final double cost;
    private final boolean hasGradient;
    private final BatchStatistics statistics;
    private final double minedShare;
    private final float[] gradient;
    private final SortedMap<String, Double> further;

    /**
     * @param value      what is differentiated
     * @param cost       J, the sum of the losses of the batch's triplets, or of another kind's terms; 0 without any
     * @param hasGradient    whether the gradient is of anything; false where no triplet has a loss, and nothing else is learned from
     * @param statistics of the batch's valid triplets
     * @param minedShare share of ordered anchor–positive pairs that were given a negative, or are learned from by another kind of loss, in [0, 1]
     * @param gradient   ∂value/∂embeddings, [B × D], row by row
     * @param further    figures that only some recipes give, by their names in {@code metrics.jsonl}
     */
    public LossResult(
            double value,
            double cost,
            boolean hasGradient,
            BatchStatistics statistics,
            double minedShare,
            float[] gradient,
            SortedMap<String, Double> further) {
        further = new TreeMap<>(further);
        this.value = value;
        this.cost = cost;
        this.hasGradient = hasGradient;
        this.statistics = statistics;
        this.minedShare = minedShare;
        this.gradient = gradient;
        this.further = further;
    }

    /**
     * The sum with another loss of the same embeddings. Cost, statistics and mined share stay those of this one.
     *
     * @param weight      factor of the other one
     * @param other       its value
     * @param slope       its gradient, [B × D], row by row
     * @param learns      whether its gradient is of anything
     * @param moreFigures by their names in {@code metrics.jsonl}
     */
    LossResult plus(double weight, double other, float[] slope, boolean learns, Map<String, Double> moreFigures) {
        float[] sum = gradient.clone();
        add(sum, slope, weight);
        SortedMap<String, Double> figures = new TreeMap<>(further);
        figures.putAll(moreFigures);
        return new LossResult(
                value + weight * other, cost, hasGradient || learns, statistics, minedShare, sum, figures);
    }

    /** Adds a multiple of a gradient to another one. */
    static void add(float[] gradient, float[] more, double weight) {
        float factor = (float) weight;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += factor * more[i];
        }
    }

    public double value() {
        return value;
    }

    public double cost() {
        return cost;
    }

    public boolean hasGradient() {
        return hasGradient;
    }

    public BatchStatistics statistics() {
        return statistics;
    }

    public double minedShare() {
        return minedShare;
    }

    public float[] gradient() {
        return gradient;
    }

    public SortedMap<String, Double> further() {
        return further;
    }
}
