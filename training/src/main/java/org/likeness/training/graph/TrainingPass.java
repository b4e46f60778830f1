package org.likeness.training.graph;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorArrayRefOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * One way forward through a graph, and back. It owns all native memory of the step; open, use and close it in one thread, and close it
 * before the next is opened.
 */
public final class TrainingPass implements AutoCloseable {
    private final PointerScope scope;
    private final Tensor output;
    private final ScalarType type;
    private final float[] embeddings;

    TrainingPass(PointerScope scope, Tensor output, ScalarType type) {
        this.scope = scope;
        this.output = output;
        this.type = type;
        this.embeddings = Tensors.floats(output);
    }

    /** The batch's embeddings, [B × D], row by row. */
    public float[] embeddings() {
        return embeddings;
    }

    /** D. */
    public int embeddingSize() {
        return Math.toIntExact(output.size(1));
    }

    /**
     * Adds the loss's gradient to that of each parameter. May be called once.
     *
     * @param gradientOfEmbeddings ∂loss/∂embeddings, [B × D], row by row
     * @throws IllegalArgumentException if there are not B × D of them
     * @throws IllegalStateException    if libtorch fails, or at a second call
     */
    public void backward(float[] gradientOfEmbeddings) {
        if (gradientOfEmbeddings.length != embeddings.length) {
            throw new IllegalArgumentException(
                    "%d gradients for %d embedding values".formatted(gradientOfEmbeddings.length, embeddings.length));
        }
        Tensor gradient = Tensors.of(gradientOfEmbeddings, output.shape(), type);
        try {
            output.backward(gradient, new BoolOptional(false), false, new TensorArrayRefOptional());
        } catch (RuntimeException e) {
            throw new IllegalStateException("the way back failed: " + GraphExecutionException.firstLine(e), e);
        }
    }

    /** Frees the step's native memory. */
    @Override
    public void close() {
        scope.close();
    }
}
