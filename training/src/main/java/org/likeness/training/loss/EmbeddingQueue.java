package org.likeness.training.loss;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.likeness.core.LikenessException;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.model.graph.TensorData;

/** The latest embeddings of earlier batches, in whole batches, oldest first. (Cross-batch memory, arXiv 1912.06798, §3.3.) */
final class EmbeddingQueue {
    private static final String EMBEDDINGS = "embeddings";
    private static final String LABELS = "labels";
    private static final String PICTURES = "pictures";
    private static final String BATCHES = "batches";

    private final int capacity;
    private final Deque<EmbeddedPictures> batches = new ArrayDeque<>();
    private int size;

    /** @param capacity most embeddings that are kept, at least 0 */
    EmbeddingQueue(int capacity) {
        this.capacity = capacity;
    }

    /** Takes the newest, and lets the oldest go that there is no room for; of a batch that is larger than all room, nothing is kept. */
    void add(EmbeddedPictures batch) {
        batches.addLast(batch);
        size += batch.size();
        while (size > capacity) {
            size -= batches.removeFirst().size();
        }
    }

    /** All of them. */
    EmbeddedPictures all() {
        return EmbeddedPictures.joined(batches);
    }

    /** As tensors: the rows, and of each batch how many are its. */
    Map<String, TensorData> state() {
        EmbeddedPictures all = all();
        Map<String, TensorData> state = new TreeMap<>();
        state.put(EMBEDDINGS, new TensorData.Floats(new long[] {size, all.embeddingSize()}, all.embeddings()));
        state.put(LABELS, longs(all.labels()));
        state.put(PICTURES, longs(all.pictures()));
        state.put(
                BATCHES, longs(batches.stream().mapToInt(EmbeddedPictures::size).toArray()));
        return state;
    }

    /**
     * Takes the place of what there is.
     *
     * @throws LikenessException if the tensors are not those of {@link #state()}
     */
    void load(Map<String, TensorData> state) {
        int[] sizes = whole(state, BATCHES);
        int[] labels = whole(state, LABELS);
        int[] pictures = whole(state, PICTURES);
        if (!(state.get(EMBEDDINGS) instanceof TensorData.Floats embeddings)
                || Arrays.stream(sizes).anyMatch(count -> count < 1)
                || Arrays.stream(sizes).sum() != labels.length
                || labels.length != pictures.length
                || embeddings.shape().length != 2
                || embeddings.shape()[0] != labels.length) {
            throw LikenessException.corrupt(
                    "the checkpoint's cross-batch memory is inconsistent: resume from another checkpoint");
        }
        int dimension = (int) embeddings.shape()[1];
        batches.clear();
        size = 0;
        for (int count : sizes) {
            int end = size + count;
            batches.addLast(new EmbeddedPictures(
                    Arrays.copyOfRange(embeddings.values(), size * dimension, end * dimension),
                    Arrays.copyOfRange(labels, size, end),
                    Arrays.copyOfRange(pictures, size, end)));
            size = end;
        }
    }

    private static TensorData longs(int[] values) {
        return new TensorData.Longs(
                new long[] {values.length}, Arrays.stream(values).asLongStream().toArray());
    }

    private static int[] whole(Map<String, TensorData> state, String name) {
        if (!(state.get(name) instanceof TensorData.Longs longs)) {
            throw LikenessException.corrupt(String.format(
                    Locale.ROOT,
                    "the checkpoint's cross-batch memory has no integers \"%s\": resume from another checkpoint",
                    name));
        }
        return Arrays.stream(longs.values()).mapToInt(Math::toIntExact).toArray();
    }
}
