package org.likeness.training.graph;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/** The tensors that a node is given when it runs. */
final class Operands {
    private final @Nullable Tensor[] values;
    private final int[] slots;

    /**
     * @param values all values of the graph, by slot
     * @param slots  which of them are the node's inputs, −1 where an optional one is left out
     */
    Operands(@Nullable Tensor[] values, int[] slots) {
        this.values = values;
        this.slots = slots;
    }

    int size() {
        return slots.length;
    }

    boolean has(int index) {
        return index < slots.length && slots[index] >= 0;
    }

    Tensor get(int index) {
        Tensor tensor = has(index) ? values[slots[index]] : null;
        if (tensor == null) {
            throw new IllegalStateException("input %d is missing".formatted(index));
        }
        return tensor;
    }

    TensorOptional optional(int index) {
        return has(index) ? new TensorOptional(get(index)) : new TensorOptional();
    }

    TensorVector all() {
        Tensor[] tensors = new Tensor[slots.length];
        for (int i = 0; i < tensors.length; i++) {
            tensors[i] = get(i);
        }
        return new TensorVector(tensors);
    }
}
