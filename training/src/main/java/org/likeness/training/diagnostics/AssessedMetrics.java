package org.likeness.training.diagnostics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.likeness.training.event.StepMetrics;

/**
 * The metrics that the monitor assesses: of one step, or the mean of several. Metrics that a step does not have are NaN.
 *
 * @param step       number of completed steps, at the last of them
 * @param loss       the differentiated value
 * @param active     share of all valid triplets with d(a,p) − d(a,n) + α &gt; 0, in [0, 1]
 * @param mined      share of ordered anchor–positive pairs for which a negative was mined, in [0, 1]
 * @param toPositive mean d(a,p)
 * @param toNegative mean d(a,n)
 * @param gradient   norm before clipping; NaN if the batch has no gradient
 * @param rank       effective rank of the embeddings
 * @param people     number of identities in the batch
 * @param beyondTenth see {@link ExaminedLoss#BEYOND_TENTH}
 * @param beyondHalf see {@link ExaminedLoss#BEYOND_HALF}
 * @param beyondThreeQuarters see {@link ExaminedLoss#BEYOND_THREE_QUARTERS}
 */
public record AssessedMetrics(
        long step,
        double loss,
        double active,
        double mined,
        double toPositive,
        double toNegative,
        double gradient,
        double rank,
        double people,
        double beyondTenth,
        double beyondHalf,
        double beyondThreeQuarters) {
    static AssessedMetrics of(StepMetrics step) {
        return new AssessedMetrics(
                step.step(),
                step.loss(),
                step.activeShare(),
                step.minedShare(),
                step.meanToPositive(),
                step.meanToNegative(),
                step.loss() > 0 ? step.gradientNorm() : Double.NaN,
                step.further().getOrDefault(ExaminedLoss.RANK, Double.NaN),
                step.further().getOrDefault(ExaminedLoss.PEOPLE, Double.NaN),
                step.further().getOrDefault(ExaminedLoss.BEYOND_TENTH, Double.NaN),
                step.further().getOrDefault(ExaminedLoss.BEYOND_HALF, Double.NaN),
                step.further().getOrDefault(ExaminedLoss.BEYOND_THREE_QUARTERS, Double.NaN));
    }

    /** @param steps at least one, in order */
    static AssessedMetrics mean(List<AssessedMetrics> steps) {
        return new AssessedMetrics(
                steps.get(steps.size() - 1).step(),
                mean(steps, AssessedMetrics::loss),
                mean(steps, AssessedMetrics::active),
                mean(steps, AssessedMetrics::mined),
                mean(steps, AssessedMetrics::toPositive),
                mean(steps, AssessedMetrics::toNegative),
                mean(steps, AssessedMetrics::gradient),
                mean(steps, AssessedMetrics::rank),
                mean(steps, AssessedMetrics::people),
                mean(steps, AssessedMetrics::beyondTenth),
                mean(steps, AssessedMetrics::beyondHalf),
                mean(steps, AssessedMetrics::beyondThreeQuarters));
    }

    /** Over the steps that have it. */
    static double mean(List<AssessedMetrics> steps, ToDoubleFunction<AssessedMetrics> figure) {
        return steps.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
