package org.likeness.training.diagnostics;

import org.likeness.training.event.EvaluationMetrics;

/**
 * How held-back people were told apart so far.
 *
 * @param bestAuc   the largest area under the curve
 * @param bestStep  after how many steps that was; 0 for the encoder that the run began with
 * @param latestAuc the latest one
 * @param latest    after how many steps; -1 if nobody was looked at yet
 * @param worse     the latest evaluations in a row that were clearly worse than the best one
 */
public record ValidationHistory(double bestAuc, long bestStep, double latestAuc, long latest, int worse) {
    private static final double FALLEN = 0.01; // AUC, from the best: thousands of pairs scatter by a few thousandths

    /** Of a run in which nobody was looked at. */
    static final ValidationHistory NONE = new ValidationHistory(0, 0, 0, -1, 0);

    /** With an evaluation more. */
    ValidationHistory with(EvaluationMetrics evaluation) {
        double auc = evaluation.auc();
        if (auc > bestAuc) {
            return new ValidationHistory(auc, evaluation.step(), auc, evaluation.step(), 0);
        }
        return new ValidationHistory(bestAuc, bestStep, auc, evaluation.step(), auc < bestAuc - FALLEN ? worse + 1 : 0);
    }
}
