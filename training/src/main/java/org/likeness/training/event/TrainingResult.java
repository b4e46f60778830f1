package org.likeness.training.event;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of a run.
 *
 * @param run        its folder
 * @param steps      number of completed steps
 * @param finished   whether these are all; false if a stop was requested
 * @param checkpoint the last checkpoint
 * @param encoder    the best encoder; empty if the run was stopped before its first evaluation, or if no step was better than the initial
 *                   encoder
 * @param best       the evaluation of the best encoder; at step 0, the initial one
 * @param start      the evaluation of the initial encoder; empty for random weights
 * @param seconds    training time, including earlier parts of a resumed run
 * @param skipped    pictures that could not be read, among those used since the run was last started
 */
public record TrainingResult(
        Path run,
        long steps,
        boolean finished,
        Path checkpoint,
        Optional<Path> encoder,
        Optional<EvaluationMetrics> best,
        Optional<EvaluationMetrics> start,
        double seconds,
        int skipped) {
    /** Whether the run began with an encoder that no step was better than. */
    public boolean isNoBetterThanStart() {
        return start.isPresent()
                && best.filter(metrics -> metrics.auc() > start.get().auc()).isEmpty();
    }
}
