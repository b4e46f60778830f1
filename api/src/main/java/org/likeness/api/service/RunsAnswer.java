package org.likeness.api.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.Answer;

/**
 * The training runs that the service shows: {@code GET /v1/runs}.
 *
 * @param runs the one that was written last first
 */
public record RunsAnswer(List<TrainingRun> runs) implements Answer {
    public RunsAnswer {
        runs = List.copyOf(runs);
    }

    /**
     * A run, as its files tell.
     *
     * @param run         name of its folder
     * @param stepCount   steps that are done
     * @param seconds     training time so far
     * @param writtenAt   when a metric was written last, ISO 8601
     * @param bestStep    the step of the best encoder so far; null before the first evaluation
     * @param accuracy    of that encoder on the validation people; null before the first evaluation
     * @param auc         of the same: the probability that a genuine pair is nearer than an impostor pair
     * @param hasEncoder  whether an encoder is there
     * @param reportFiles pages of its folder, such as that at the end of the training and those of evaluations
     */
    public record TrainingRun(
            String run,
            int stepCount,
            double seconds,
            String writtenAt,
            @Nullable Integer bestStep,
            @Nullable Double accuracy,
            @Nullable Double auc,
            boolean hasEncoder,
            List<String> reportFiles) {
        public TrainingRun {
            reportFiles = List.copyOf(reportFiles);
        }
    }
}
