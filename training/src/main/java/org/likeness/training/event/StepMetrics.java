package org.likeness.training.event;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a step did, or the mean of several.
 *
 * @param step           how many steps are done, this one included; from 1
 * @param loss           what was differentiated: the batch's loss after the recipe's reduction, and a softmax's, each with its weight
 * @param cost           J, the sum of the losses of the mined triplets, or of another kind's terms
 * @param activeShare    share of all valid triplets of the batch with loss &gt; 0, in [0, 1]
 * @param minedShare     share of ordered anchor–positive pairs that were given a negative, or are learned from by another kind of loss, in [0, 1]
 * @param meanToPositive mean d(a,p) over the batch
 * @param meanToNegative mean d(a,n) over the batch
 * @param learningRate   that the weights were moved with
 * @param gradientNorm   L2 norm of all gradients before clipping; 0 where there was nothing to learn
 * @param pictures       in the batch
 * @param seconds        the step took
 * @param waiting        seconds of these in which the step waited for pictures
 * @param elapsed        seconds of training so far, earlier parts of a resumed run included
 * @param further        figures that only some recipes give, by their names in {@code metrics.jsonl}
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
