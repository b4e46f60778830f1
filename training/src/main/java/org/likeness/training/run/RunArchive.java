package org.likeness.training.run;

import java.nio.file.Path;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.files.Checkpoints;
import org.likeness.training.files.RunDirectory;

/**
 * Writes the files of a run.
 *
 * @param recipe      of the run
 * @param folder      of the run
 * @param checkpoints in that folder
 * @param provenance  for checkpoints and encoder
 * @param best        evaluates and writes the encoder
 */
record RunArchive(
        TrainingRecipe recipe, RunDirectory folder, Checkpoints checkpoints, Provenance provenance, BestEncoder best) {
    /**
     * Writes a checkpoint.
     *
     * @param done    how many steps are done
     * @param elapsed seconds of training so far
     * @return its file
     */
    Path save(RunState state, long done, double elapsed) {
        return checkpoints.save(new Checkpoint(
                done,
                state.graph().state(),
                state.optimizer().state(),
                state.memory().state(done),
                recipe,
                provenance.dataHash(),
                provenance.start(),
                provenance.compatibleWith(),
                best.best(),
                best.start(),
                state.monitor().memory(),
                elapsed));
    }
}
