package org.likeness.training.run;

import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.diagnostics.RunMonitor;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.optimizer.Optimizer;

/**
 * What changes as a run goes, and is therefore in its checkpoints.
 *
 * @param graph     what learns
 * @param optimizer of the graph's parameters
 * @param memory    what else is remembered from step to step
 * @param monitor    who watches; the memory of whom a checkpoint holds is given at the monitor's making
 */
record RunState(TrainableGraph graph, Optimizer optimizer, RunMemory memory, RunMonitor monitor) {
    /** Goes back to where a checkpoint was made. */
    void restore(Checkpoint checkpoint) {
        graph.load(checkpoint.network());
        optimizer.load(checkpoint.optimizer());
        memory.load(checkpoint.step(), checkpoint.memory());
    }

    /**
     * Writes down where the run is.
     *
     * @param done how many steps are done
     */
    Checkpoint checkpoint(long done, TrainingRecipe recipe, Provenance provenance, BestEncoder best, double elapsed) {
        return new Checkpoint(
                done,
                graph.state(),
                optimizer.state(),
                memory.state(done),
                recipe,
                provenance.dataHash(),
                provenance.start(),
                best.best(),
                best.start(),
                monitor.memory(),
                elapsed);
    }
}
