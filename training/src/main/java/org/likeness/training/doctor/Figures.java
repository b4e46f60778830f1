package org.likeness.training.doctor;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.likeness.training.StepMetrics;

/**
 * What the doctor looks at: of one step, or the mean of some. A figure that a step does not have is NaN.
 *
 * @param step       after how many steps, the last of them
 * @param loss       what was differentiated
 * @param active     share of all valid triplets with d(a,p) − d(a,n) + α &gt; 0, in [0, 1]
 * @param mined      share of ordered anchor–positive pairs that were given a negative, in [0, 1]
 * @param toPositive mean d(a,p)
 * @param toNegative mean d(a,n)
 * @param gradient   its norm before clipping; NaN where the batch taught nothing, and so has none
 * @param rank       effective rank of the embeddings
 * @param people     in the batch
 * @param beyondTenth see {@link ExaminedLesson#BEYOND_TENTH}
 * @param beyondHalf see {@link ExaminedLesson#BEYOND_HALF}
 * @param beyondThreeQuarters see {@link ExaminedLesson#BEYOND_THREE_QUARTERS}
 */
public record Figures(
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
    static Figures of(StepMetrics step) {
        return new Figures(
                step.step(),
                step.loss(),
                step.activeShare(),
                step.minedShare(),
                step.meanToPositive(),
                step.meanToNegative(),
                step.loss() > 0 ? step.gradientNorm() : Double.NaN,
                step.further().getOrDefault(ExaminedLesson.RANK, Double.NaN),
                step.further().getOrDefault(ExaminedLesson.PEOPLE, Double.NaN),
                step.further().getOrDefault(ExaminedLesson.BEYOND_TENTH, Double.NaN),
                step.further().getOrDefault(ExaminedLesson.BEYOND_HALF, Double.NaN),
                step.further().getOrDefault(ExaminedLesson.BEYOND_THREE_QUARTERS, Double.NaN));
    }

    /** @param steps at least one, in order */
    static Figures mean(List<Figures> steps) {
        return new Figures(
                steps.get(steps.size() - 1).step(),
                mean(steps, Figures::loss),
                mean(steps, Figures::active),
                mean(steps, Figures::mined),
                mean(steps, Figures::toPositive),
                mean(steps, Figures::toNegative),
                mean(steps, Figures::gradient),
                mean(steps, Figures::rank),
                mean(steps, Figures::people),
                mean(steps, Figures::beyondTenth),
                mean(steps, Figures::beyondHalf),
                mean(steps, Figures::beyondThreeQuarters));
    }

    /** Over the steps that have it. */
    static double mean(List<Figures> steps, ToDoubleFunction<Figures> figure) {
        return steps.stream()
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
