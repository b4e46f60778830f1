package org.likeness.training.run;

import org.likeness.training.diagnostics.RunMonitor;
import org.likeness.training.files.Checkpoint;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.optimizer.Optimizer;

/**
 * The mutable state of a run, which its checkpoints contain.
 *
 * @param graph     the network
 * @param optimizer of the graph's parameters
 * @param memory    further state
 * @param monitor   the run monitor, created with its state from the checkpoint
 */
record RunState(TrainableGraph graph, Optimizer optimizer, AuxiliaryState memory, RunMonitor monitor) {
    /** Puts the state back to that of a checkpoint, except the monitor's. */
    void restore(Checkpoint checkpoint) {
        graph.load(checkpoint.network());
        optimizer.load(checkpoint.optimizer());
        memory.load(checkpoint.step(), checkpoint.memory());
    }
}
