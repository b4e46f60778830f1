package org.likeness.training.graph.operator;

import java.util.Locale;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.jspecify.annotations.Nullable;

/** The input tensors of a node at execution. */
public final class Operands {
    private final @Nullable Tensor[] tensors;

    /**
     * @param values all values of the graph, by slot
     * @param slots  which of them are the node's inputs, −1 where an optional one is left out
     */
    public Operands(@Nullable Tensor[] values, int[] slots) {
        this.tensors = new Tensor[slots.length];
        for (int i = 0; i < slots.length; i++) {
            tensors[i] = slots[i] < 0 ? null : values[slots[i]];
        }
    }

    int size() {
        return tensors.length;
    }

    boolean has(int index) {
        return index < tensors.length && tensors[index] != null;
    }

    public Tensor get(int index) {
        Tensor tensor = index < tensors.length ? tensors[index] : null;
        if (tensor == null) {
            throw new IllegalStateException(String.format(Locale.ROOT, "input %d is missing", index));
        }
        return tensor;
    }

    TensorOptional optional(int index) {
        return has(index) ? new TensorOptional(get(index)) : new TensorOptional();
    }

    TensorVector all() {
        return new TensorVector(
                IntStream.range(0, tensors.length).mapToObj(this::get).toArray(Tensor[]::new));
    }

    /** Whether a gradient is wanted for that input. */
    public boolean learns(int index) {
        return has(index) && get(index).requires_grad();
    }

    /** Whether a gradient is wanted for any input. */
    public boolean learn() {
        return IntStream.range(0, tensors.length).anyMatch(this::learns);
    }
}
