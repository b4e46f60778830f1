package org.likeness.training.run;

import java.util.Locale;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.likeness.core.random.DrawSeed;
import org.likeness.training.distributed.Share;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.graph.TrainingPass;
import org.likeness.training.graph.operator.ExecutionMode;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.loader.LoadedBatch;

/**
 * The forward and backward pass of a batch of any size in the memory of one chunk. A forward pass of each chunk without autograd gives all
 * embeddings; once their gradient is known, a second forward pass of each chunk backpropagates its rows of the gradient. The second pass
 * has the same batch statistics, which are those of the chunk, and the same dropout; running statistics are updated in the first pass only.
 * The gradient therefore equals that of the same chunks with everything in memory. The last chunk keeps its autograd graph, which saves its
 * second forward pass: a batch of one chunk is a plain pass.
 *
 * <p>Open, use and close it in one thread, and do not use the graph otherwise meanwhile.
 *
 * @see <a href="https://arxiv.org/abs/2101.06983">Gradient caching, §3.2</a>
 */
final class BatchPass implements AutoCloseable {
    private final TrainableGraph graph;
    private final LoadedBatch batch;
    private final long seed;
    private final Share share;
    private final Chunks chunks;
    private final int last;
    private final float[] embeddings;
    private final TrainingPass open;

    /**
     * Goes forward.
     *
     * @param batch  of the graph's input size
     * @param chunks of the batch
     * @param seed   the run's
     * @param share  of a batch of all ranks that this one is: its chunks are those of the whole batch
     */
    BatchPass(TrainableGraph graph, LoadedBatch batch, Chunks chunks, long seed, Share share) {
        this.share = share;
        this.graph = graph;
        this.batch = batch;
        this.seed = seed;
        this.chunks = chunks;
        this.last = chunks.count() - 1;
        float[][] parts = new float[chunks.count()][];
        for (int i = 0; i < last; i++) {
            int[] rows = chunks.rows(i);
            seedDropout(i);
            parts[i] = graph.embed(batch.pixels(rows), rows.length, ExecutionMode.TRAINING);
        }
        this.open = begin(last, ExecutionMode.TRAINING);
        parts[last] = open.embeddings();
        try {
            this.embeddings = new float[Math.multiplyExact(batch.size(), open.embeddingSize())];
            for (int i = 0; i <= last; i++) {
                chunks.put(parts[i], i, embeddings);
            }
        } catch (RuntimeException | Error e) { // the caller cannot close a pass that was not created
            open.close();
            throw e;
        }
    }

    private TrainingPass begin(int chunk, ExecutionMode mode) {
        int[] rows = chunks.rows(chunk);
        seedDropout(chunk);
        return graph.begin(batch.pixels(rows), rows.length, mode);
    }

    private void seedDropout(int chunk) {
        Libtorch.seed(
                chunks.count() * share.size() == 1
                        ? DrawSeed.DROPOUT.at(seed, batch.step())
                        : DrawSeed.DROPOUT.at(seed, batch.step(), share.rank() + (long) share.size() * chunk));
    }

    /** The batch's embeddings, [B × D], row by row. */
    float[] embeddings() {
        return embeddings;
    }

    /**
     * Adds the loss's gradient to that of each parameter. May be called once.
     *
     * @param gradientOfEmbeddings ∂loss/∂embeddings, [B × D], row by row
     * @param whole                is given each parameter when its gradient is whole, in the same order in each pass
     * @throws IllegalArgumentException if there are not B × D of them
     */
    void backward(float[] gradientOfEmbeddings, Consumer<Tensor> whole) {
        if (gradientOfEmbeddings.length != embeddings.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d gradients for %d embedding values",
                    gradientOfEmbeddings.length,
                    embeddings.length));
        }
        Consumer<Tensor> notYet = parameter -> {};
        open.backward(chunks.take(gradientOfEmbeddings, last), last == 0 ? whole : notYet);
        open.close();
        for (int i = 0; i < last; i++) {
            try (TrainingPass pass = begin(i, ExecutionMode.REPEATED)) {
                pass.backward(chunks.take(gradientOfEmbeddings, i), i == last - 1 ? whole : notYet);
            }
        }
    }

    /** Frees what is still in native memory. */
    @Override
    public void close() {
        open.close();
    }
}
