package org.likeness.training.graph;

import org.bytedeco.pytorch.Tensor;

/** A node made ready to run: its attributes are read and checked, its constants known. */
@FunctionalInterface
interface Operator {
    /**
     * Computes the node's first output.
     *
     * @param inputs the node's inputs, in the order of ONNX's definition
     * @param mode   whether batch-normalisation and dropout behave as in training
     * @return a tensor of its own, never one of the inputs itself (a view of one is allowed)
     */
    Tensor apply(Operands inputs, TrainableGraph.Mode mode);

    /** Reads a node's attributes and constant inputs, and refuses what it cannot honour. */
    @FunctionalInterface
    interface Factory {
        /** @throws UnsupportedOperatorException if the node asks for something that is not supported */
        Operator prepare(NodeSettings settings);
    }
}
