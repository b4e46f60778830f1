package org.likeness.training.diagnostics;

import org.likeness.training.event.EvaluationMetrics;

/**
 * The results on the validation people so far.
 *
 * @param bestAuc   the largest area under the curve
 * @param bestStep  number of completed steps at that evaluation; 0 for the initial encoder
 * @param latestAuc the latest area under the curve
 * @param latest    number of completed steps at the latest evaluation; -1 before the first one
 * @param worse     number of consecutive latest evaluations that were clearly worse than the best one
 */
public record ValidationHistory(double bestAuc, long bestStep, double latestAuc, long latest, int worse) {
    private static final double FALLEN = 0.01; // AUC, from the best: thousands of pairs scatter by a few thousandths

    /** Before the first evaluation. */
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
