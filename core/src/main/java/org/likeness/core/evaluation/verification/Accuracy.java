package org.likeness.core.evaluation.verification;

import org.likeness.core.statistics.Rate;

/**
 * The shares of correctly judged pairs, by kind. The accuracy is the mean of the two shares (<em>balanced accuracy</em>), so that it does
 * not depend
 * on how many pairs of each kind a list happens to hold: with a hundred times as many impostor pairs, judging every pair as impostor has 50
 * %, not 99 %. With equal numbers, as in published protocols, it is the share of correctly judged pairs. Every threshold that is chosen by
 * accuracy is chosen by this one: {@link Roc#bestThreshold}.
 *
 * @param genuine  genuine pairs that match, of all genuine pairs
 * @param impostor impostor pairs that do not match, of all impostor pairs; a pair without a distance counts as an error
 */
public record Accuracy(Rate genuine, Rate impostor) {
    /** The mean of the two shares, in [0, 1]; NaN where a kind has no pair. */
    public double value() {
        return isBalanced() ? pairs().value() : (genuine.value() + impostor.value()) / 2;
    }

    /** Whether there are as many pairs of each kind, so that the accuracy is the share of the pairs. */
    public boolean isBalanced() {
        return genuine.trials() == impostor.trials();
    }

    /** Pairs judged rightly, of all pairs of either kind. */
    public Rate pairs() {
        return new Rate(genuine.count() + impostor.count(), genuine.trials() + impostor.trials());
    }

    /** How many pairs were judged wrongly. */
    public long errors() {
        return pairs().trials() - pairs().count();
    }
}
