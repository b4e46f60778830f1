package org.likeness.training.loss;

import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.triplet.BatchStatistics;

/**
 * What a batch taught.
 *
 * @param value      what is differentiated
 * @param cost       J, the sum of the losses of the batch's triplets, or of another kind's terms; 0 without any
 * @param teaches    whether the gradient is of anything; false where no triplet has a loss, and nothing else is learned from
 * @param statistics of the batch's valid triplets
 * @param minedShare share of ordered anchor–positive pairs that were given a negative, or are learned from by another kind of loss, in [0, 1]
 * @param gradient   ∂value/∂embeddings, [B × D], row by row
 * @param further    figures that only some recipes give, by their names in {@code metrics.jsonl}
 */
public record LossResult(
        double value,
        double cost,
        boolean teaches,
        BatchStatistics statistics,
        double minedShare,
        float[] gradient,
        SortedMap<String, Double> further) {
    public LossResult {
        further = new TreeMap<>(further);
    }
}
