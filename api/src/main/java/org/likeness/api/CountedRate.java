package org.likeness.api;

import org.jspecify.annotations.Nullable;

/**
 * A rate of counted trials.
 *
 * @param count      trials with the event, at most {@code trialCount}
 * @param trialCount all trials, 0 or more
 * @param value      the rate, in [0, 1]; null without a trial
 */
public record CountedRate(
        long count, long trialCount, @Nullable Double value) {
    /** A rate, with its value. */
    public static CountedRate of(long count, long trialCount) {
        return new CountedRate(count, trialCount, trialCount == 0 ? null : (double) count / trialCount);
    }
}
