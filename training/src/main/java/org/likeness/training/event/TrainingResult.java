package org.likeness.training.event;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param run        its folder
 * @param steps      how many are done
 * @param finished   whether these are all; false if a stop was asked for
 * @param checkpoint the last one
 * @param encoder    the best encoder; none if the run was stopped before its first evaluation, or if no step was better than the encoder
 *                   that the run began with
 * @param best       how well the best one did on the held-back people; at step 0, the one that the run began with
 * @param start      how well the encoder did that the run began with; none for random weights
 * @param seconds    of training, earlier parts of a resumed run included
 * @param skipped    pictures that could not be read, among those that came up since the run was last started
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
