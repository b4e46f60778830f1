package org.likeness.api.cluster;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * A training on a cluster: {@code likeness spark train}.
 *
 * @param run          its folder
 * @param rankCount    executors that trained together
 * @param attemptCount how often the ranks were begun
 * @param stepCount    completed steps
 * @param encoder      the best encoder; null if none is better than the initial one
 * @param accuracy     of the best encoder on the validation people, in [0, 1]; null without one
 */
public record ClusterTrainAnswer(
        String run,
        int rankCount,
        int attemptCount,
        long stepCount,
        @Nullable String encoder,
        @Nullable Double accuracy)
        implements Answer {}
