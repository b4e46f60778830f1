package org.likeness.training.run;

import org.likeness.training.diagnostics.RunMonitor;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.optimizer.Optimizer;

/**
 * What changes from step to step, and is therefore in a run's checkpoints.
 *
 * @param graph     the network
 * @param optimizer of the graph's parameters
 * @param memory    what else is remembered from step to step
 * @param monitor   of the run; its state comes from the checkpoint when it is made
 */
record RunState(TrainableGraph graph, Optimizer optimizer, RunMemory memory, RunMonitor monitor) {
    /** Puts the state back to that of a checkpoint, except the monitor's. */
    void restore(Checkpoint checkpoint) {
        graph.load(checkpoint.network());
        optimizer.load(checkpoint.optimizer());
        memory.load(checkpoint.step(), checkpoint.memory());
    }
}
