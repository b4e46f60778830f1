package org.likeness.training.event;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metrics of a step, or the mean of several.
 *
 * @param step           number of completed steps, including this one; from 1
 * @param loss           the differentiated value: the batch's loss after the recipe's reduction and that of a softmax, weighted
 * @param cost           J, the sum of the losses of the mined triplets, or of the terms of another loss
 * @param activeShare    share of all valid triplets of the batch with loss &gt; 0, in [0, 1]
 * @param minedShare     share of ordered anchor–positive pairs for which a negative was mined, or that contribute to another loss, in [0,
 *                       1]
 * @param meanToPositive mean d(a,p) over the batch
 * @param meanToNegative mean d(a,n) over the batch
 * @param learningRate   of the update
 * @param gradientNorm   L2 norm of all gradients before clipping; 0 if there is no gradient
 * @param pictures       in the batch
 * @param seconds        duration of the step
 * @param waiting        part of it spent waiting for a batch, in seconds
 * @param elapsed        training time so far, in seconds, including earlier parts of a resumed run
 * @param further        metrics of some recipes only, by their names in {@code metrics.jsonl}
 */
public record StepMetrics(
        long step,
        double loss,
        double cost,
        double activeShare,
        double minedShare,
        double meanToPositive,
        double meanToNegative,
        double learningRate,
        double gradientNorm,
        double pictures,
        double seconds,
        double waiting,
        double elapsed,
        SortedMap<String, Double> further) {
    public StepMetrics {
        further = new TreeMap<>(further);
    }

    /** Pictures learned from in a second. */
    public double picturesPerSecond() {
        return pictures / seconds;
    }
}
