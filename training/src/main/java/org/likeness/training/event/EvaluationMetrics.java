package org.likeness.training.event;

/**
 * How well the encoder tells held-back people apart. These people select the best step, so that accuracy here is a little
 * optimistic; a result needs people who were neither trained nor selected on.
 *
 * @param step      after how many steps
 * @param accuracy  share of pairs judged rightly at the threshold, in [0, 1]
 * @param auc       area under the curve, in [0, 1]: how often a genuine pair is nearer than an impostor pair
 * @param threshold the best for these very pairs
 * @param pairs     how many, half of them genuine
 * @param best      whether this is the best step so far, by the area under the curve
 * @param elapsed   seconds of training so far
 */
public record EvaluationMetrics(
        long step, double accuracy, double auc, double threshold, int pairs, boolean best, double elapsed) {}
