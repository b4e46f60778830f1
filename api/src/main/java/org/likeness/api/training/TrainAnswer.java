package org.likeness.api.training;

import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * A training run: {@code likeness train}.
 *
 * @param run               its folder
 * @param stepCount         completed steps
 * @param finished          whether these are all
 * @param finishedBefore    whether they were all done before this command
 * @param checkpoint        the last checkpoint
 * @param encoder           the best encoder; null if there is none yet, or none better than the initial one
 * @param best              figures of the best encoder; null before the first evaluation
 * @param initial             figures of the initial encoder; null for random weights
 * @param noBetterThanInitial whether no step was better than the initial encoder
 * @param seconds           training time, including earlier parts of a resumed run
 * @param failureCount      pictures that could not be read since the run was last started
 */
public record TrainAnswer(
        String run,
        long stepCount,
        boolean finished,
        boolean finishedBefore,
        String checkpoint,
        @Nullable String encoder,
        @Nullable ValidationFigures best,
        @Nullable ValidationFigures initial,
        boolean noBetterThanInitial,
        double seconds,
        int failureCount)
        implements Answer {}
