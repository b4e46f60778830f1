package org.likeness.training.run;

import java.nio.file.Path;
import java.util.Optional;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.event.EvaluationMetrics;
import org.likeness.training.files.RunDirectory;
import org.likeness.training.graph.TrainableGraph;

/** Judges a run and saves it. In a group, rank 0 does, and the others are told what was found. */
interface RunKeeper {
    TrainingRecipe recipe();

    /** Where the run is saved. */
    RunDirectory folder();

    /** Judges the encoder that the run begins with, unless its weights are random. */
    Optional<EvaluationMetrics> judgeStart(TrainableGraph graph, double elapsed);

    /** Judges the present weights, and keeps them if they are the best so far. */
    EvaluationMetrics judge(TrainableGraph graph, long step, double elapsed);

    /** The best evaluation so far. */
    Optional<EvaluationMetrics> best();

    /** How well the encoder did that the run began with. */
    Optional<EvaluationMetrics> start();

    /**
     * Saves the state of the run.
     *
     * @param done    how many steps are done
     * @param elapsed seconds of training so far
     * @return the checkpoint's file
     */
    Path save(RunState state, long done, double elapsed);
}
