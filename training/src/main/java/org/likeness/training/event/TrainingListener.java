package org.likeness.training.event;

import java.nio.file.Path;
import java.util.SortedSet;

/**
 * Receives training events. All calls come from the training thread, one after the other, except {@link #skipped}, which may come from any
 * thread. An exception of a listener ends the run.
 */
public interface TrainingListener {
    /** The first step is about to be taken. */
    default void started(TrainingStart start) {}

    /** A step was taken. */
    default void stepped(StepMetrics metrics) {}

    /** The held-back people were looked at. */
    default void evaluated(EvaluationMetrics metrics) {}

    /** What was found in the whole training set counts from now on. */
    default void looked(GlobalMiningRound look) {}

    /** Something is wrong with the run; each symptom is said once. */
    default void diagnosed(Diagnosis diagnosis) {}

    /** The monitor moves the run to another choice of triplets, from the next step on. */
    default void moved(MiningChange move) {}

    /** A checkpoint was written. */
    default void checkpointed(long step, Path file) {}

    /**
     * A picture cannot be read; said once for each. Another one takes its place.
     *
     * @param message one line: which, why, how many so far
     */
    default void skipped(String message) {}

    /**
     * This machine's libtorch computes some of the network's convolutions wrong, or they could not be tried; they are computed as matrix
     * products instead. Said once, after the first step.
     *
     * @param convolutions their names in the graph, at least one
     */
    default void replaced(SortedSet<String> convolutions) {}

    /** All steps are taken, or a stop was asked for; everything is written. */
    default void finished(TrainingResult result) {}
}
