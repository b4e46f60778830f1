package org.likeness.training.event;

import java.util.Optional;

/**
 * The accuracy of the encoder on the validation people. They select the best step, so that these metrics are slightly optimistic; a result
 * needs people who were used neither for training nor for selection.
 *
 * @param step      number of completed steps
 * @param accuracy  share of correctly judged pairs at the threshold, in [0, 1]
 * @param auc       area under the curve, in [0, 1]: the probability that a genuine pair is nearer than an impostor pair
 * @param threshold the best one for these pairs
 * @param pairs     number of pairs, half of them genuine
 * @param best      whether this is the best step so far, by the area under the curve, among those that did not lose on the guard people
 * @param elapsed   training time so far, in seconds
 * @param guard     how it does on the guard people, if there are any
 */
public record EvaluationMetrics(
        long step,
        double accuracy,
        double auc,
        double threshold,
        int pairs,
        boolean best,
        double elapsed,
        Optional<GuardMetrics> guard) {
    /** Without guard people. */
    public EvaluationMetrics(
            long step, double accuracy, double auc, double threshold, int pairs, boolean best, double elapsed) {
        this(step, accuracy, auc, threshold, pairs, best, elapsed, Optional.empty());
    }
}
