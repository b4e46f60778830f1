package org.likeness.training.run;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.model.graph.TensorData;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.loader.LoadedBatch;

/**
 * Measures the drift of embeddings in the cross-batch memory: some pictures of a batch are embedded when it enters the memory, and again
 * when it leaves; then the next batch is measured. (Feature drift: arXiv 1912.06798, §3.2, there with the square root.)
 */
final class MemoryDrift {
    private static final int PICTURES = 16; // of a batch that are looked at: a fraction of a step's time
    private static final String PIXELS = "pixels";
    private static final String EMBEDDINGS = "embeddings";
    private static final String SINCE = "since";

    private final int capacity;
    private Optional<Probe> probe = Optional.empty();

    /**
     * Pictures on their way through the memory.
     */
    private static final class Probe {
        private final float[] pixels;
        private final float[] embeddings;
        private final long since;

        /**
         * @param pixels     [n × 3 × H × W], normalized
         * @param embeddings when they entered, [n × D]
         * @param since      how many embeddings have entered after theirs
         */
        private Probe(float[] pixels, float[] embeddings, long since) {
            this.pixels = pixels;
            this.embeddings = embeddings;
            this.since = since;
        }

        public float[] pixels() {
            return pixels;
        }

        public float[] embeddings() {
            return embeddings;
        }

        public long since() {
            return since;
        }

        Probe after(int more) {
            return new Probe(pixels, embeddings, since + more);
        }
    }

    /** @param capacity of the memory, in embeddings, at least 1 */
    MemoryDrift(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Looks on after a step.
     *
     * @param batch   of this rank
     * @param entered how many embeddings have entered the memory, of all ranks
     * @return the mean squared distance between a picture's embeddings at the memory's two ends, when pictures have come through it
     */
    OptionalDouble stepped(TrainableGraph graph, LoadedBatch batch, int entered) {
        if (probe.isEmpty()) {
            int count = Math.min(PICTURES, batch.size());
            float[] pixels = batch.pixels(IntStream.range(0, count).toArray());
            probe = Optional.of(new Probe(pixels, graph.embed(pixels, count), 0));
            return OptionalDouble.empty();
        }
        Probe old = probe.get().after(entered);
        probe = Optional.of(old);
        if (old.since() < capacity) {
            return OptionalDouble.empty();
        }
        probe = Optional.empty();
        int count = Math.min(PICTURES, old.pixels().length / batch.pixels(new int[] {0}).length);
        return OptionalDouble.of(squares(old.embeddings(), graph.embed(old.pixels(), count)) / count);
    }

    private static double squares(float[] before, float[] now) {
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            sum += ((double) now[i] - before[i]) * ((double) now[i] - before[i]);
        }
        return sum;
    }

    /** The pictures on their way, for a checkpoint. */
    Map<String, TensorData> state() {
        Map<String, TensorData> state = new TreeMap<>();
        probe.ifPresent(on -> {
            state.put(PIXELS, floats(on.pixels()));
            state.put(EMBEDDINGS, floats(on.embeddings()));
            state.put(SINCE, new TensorData.Longs(new long[] {1}, new long[] {on.since()}));
        });
        return state;
    }

    /**
     * Goes on with those of a checkpoint.
     *
     * @throws LikenessException if the tensors are not those of {@link #state()}
     */
    void load(Map<String, TensorData> state) {
        if (state.isEmpty()) {
            probe = Optional.empty();
        } else if (state.get(PIXELS) instanceof TensorData.Floats pixels
                && state.get(EMBEDDINGS) instanceof TensorData.Floats embeddings
                && state.get(SINCE) instanceof TensorData.Longs since
                && since.values().length == 1) {
            probe = Optional.of(new Probe(pixels.values(), embeddings.values(), since.values()[0]));
        } else {
            throw LikenessException.corrupt(
                    "the checkpoint's drift measurement is incomplete: resume from another checkpoint");
        }
    }

    private static TensorData floats(float[] values) {
        return new TensorData.Floats(new long[] {values.length}, values);
    }
}
