package org.likeness.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param run        its folder
 * @param steps      how many are done
 * @param finished   whether these are all; false if a stop was asked for
 * @param checkpoint the last one
 * @param encoder    the best encoder; none if the run was stopped before its first evaluation
 * @param best       how well it did on the held-back people
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
        double seconds,
        int skipped) {}
