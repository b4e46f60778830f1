package org.likeness.training.graph;

import java.util.Locale;
import java.util.function.Consumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.likeness.training.libtorch.Device;
import org.likeness.training.libtorch.Lifetime;
import org.likeness.training.libtorch.Tensors;

/**
 * A forward and backward pass of a graph. It owns all native memory of the step; open, use and close it in one thread, and close it before
 * opening the next.
 */
public final class TrainingPass implements AutoCloseable {
    private final PointerScope scope;
    private final Tape tape;
    private final int slot;
    private final Device device;
    private final Lifetime graph;
    private final ScalarType type;
    private final long[] shape;
    private final float[] embeddings;
    private boolean over;
    private boolean closed;

    /**
     * @param scope  holds all that the step computes
     * @param tape   the way back
     * @param output [B, D]
     * @param slot   the output's on the tape
     * @param device where the graph is computed
     * @param graph  whose parameters the way back needs
     */
    TrainingPass(PointerScope scope, Tape tape, Tensor output, int slot, Device device, Lifetime graph) {
        this.scope = scope;
        this.tape = tape;
        this.slot = slot;
        this.device = device;
        this.graph = graph;
        this.type = output.scalar_type();
        this.shape = output.shape();
        this.embeddings = Tensors.floats(output);
    }

    /** The batch's embeddings, [B × D], row by row. */
    public float[] embeddings() {
        return embeddings;
    }

    /** D. */
    public int embeddingSize() {
        return Math.toIntExact(shape[1]);
    }

    /**
     * Adds the loss's gradient to that of each parameter. May be called once.
     *
     * @param gradientOfEmbeddings ∂loss/∂embeddings, [B × D], row by row
     * @param whole                is given each parameter when its gradient is whole, as far as this pass goes, in the same order in each pass
     * @throws IllegalArgumentException if there are not B × D of them
     * @throws IllegalStateException    at a second call, or if the pass or its graph is closed
     * @throws GraphExecutionException  if a node's way back fails
     */
    public void backward(float[] gradientOfEmbeddings, Consumer<Tensor> whole) {
        if (gradientOfEmbeddings.length != embeddings.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d gradients for %d embedding values",
                    gradientOfEmbeddings.length,
                    embeddings.length));
        }
        if (over) {
            throw new IllegalStateException("the backward pass has already been executed");
        }
        if (closed) {
            throw new IllegalStateException("the pass is closed");
        }
        over = true;
        graph.during(() -> {
            tape.backward(slot, Tensors.of(gradientOfEmbeddings, shape, type, device), whole);
            return tape;
        });
    }

    /** As {@link #backward(float[], Consumer)}. */
    public void backward(float[] gradientOfEmbeddings) {
        backward(gradientOfEmbeddings, parameter -> {});
    }

    /** Frees the step's native memory; a second time does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            scope.close();
        }
    }
}
