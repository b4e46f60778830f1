package org.likeness.spark.train;

import java.nio.file.Path;
import java.util.Optional;
import org.likeness.training.event.TrainingStart;

/**
 * A training that has ended well.
 *
 * @param start    of the run in the last attempt, as rank 0 saw it
 * @param attempt  how often the ranks were begun before
 * @param steps    completed
 * @param seconds  of training, including those of earlier attempts
 * @param encoder  the best encoder's file; empty if none was written
 * @param accuracy on the held-back people, in [0, 1]; empty if unknown
 */
public record TrainResult(
        TrainingStart start,
        int attempt,
        long steps,
        double seconds,
        Optional<Path> encoder,
        Optional<Double> accuracy) {}
