package org.likeness.training.graph.operator;

/** How batch-normalization and dropout behave. */
public enum ExecutionMode {
    /** The batch's statistics are used, running statistics follow, dropout drops. */
    TRAINING,
    /** As {@link #TRAINING}, for pictures that went through before: running statistics stay. */
    REPEATED,
    /** Running statistics are used, nothing is dropped: what ONNX Runtime computes. */
    INFERENCE;

    /** Whether batch statistics are used. */
    public boolean isTraining() {
        return this != INFERENCE;
    }
}
