package org.likeness.training.graph.operator;

import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** A compiled node: its attributes are validated, its constants known. */
@FunctionalInterface
public interface Operator {
    /**
     * Computes the node's first output.
     *
     * @param inputs the node's inputs, in the order of ONNX's definition
     * @param mode   whether batch-normalization and dropout behave as in training
     * @return a handle of its own, never that of an input; it may share an input's memory
     */
    Tensor apply(Operands inputs, ExecutionMode mode);

    /**
     * An operator that knows its own gradient, where libtorch's is slow, or where it needs memory that the operator overwrites. It is
     * applied without recording.
     */
    interface WithGradient extends Operator {
        /**
         * Computes ∂loss/∂input for each input.
         *
         * @param inputs   as they were given; their values may have been overwritten by this operator
         * @param output   what it gave
         * @param gradient ∂loss/∂output; not to be written to
         * @return one for each input, possibly the same tensor twice; null where none is needed
         */
        @Nullable
        Tensor[] gradients(Operands inputs, Tensor output, Tensor gradient);
    }

    /** Reads a node's attributes and constant inputs, and refuses what it cannot honor. */
    @FunctionalInterface
    interface Factory {
        /** @throws UnsupportedOperatorException if the node asks for something that is not supported */
        Operator prepare(NodeSettings settings);
    }
}
