package org.likeness.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.model.graph.TensorData;

class EmbeddingQueueTest {
    private static EmbeddedPictures batch(int first, int count) {
        float[] embeddings = new float[2 * count];
        int[] labels = new int[count];
        int[] pictures = new int[count];
        for (int i = 0; i < count; i++) {
            embeddings[2 * i] = first + i;
            embeddings[2 * i + 1] = -first - i;
            labels[i] = (first + i) / 2;
            pictures[i] = first + i;
        }
        return new EmbeddedPictures(embeddings, labels, pictures);
    }

    @Test
    void theOldestBatchesGoWhereThereIsNoRoom() {
        EmbeddingQueue queue = new EmbeddingQueue(7);
        assertThat(queue.all().size()).isZero();
        queue.add(batch(0, 3));
        queue.add(batch(3, 3));
        assertThat(queue.all().pictures()).containsExactly(0, 1, 2, 3, 4, 5);
        queue.add(batch(6, 4));
        assertThat(queue.all().pictures()).containsExactly(3, 4, 5, 6, 7, 8, 9);
        assertThat(queue.all().embeddings()).startsWith(3, -3, 4, -4);
        assertThat(queue.all().labels()).containsExactly(1, 2, 2, 3, 3, 4, 4);
        queue.add(batch(10, 8));
        assertThat(queue.all().size()).as("a batch larger than all room").isZero();
    }

    @Test
    void aCheckpointBringsItBackBatchByBatch() {
        EmbeddingQueue queue = new EmbeddingQueue(7);
        queue.add(batch(0, 3));
        queue.add(batch(3, 4));
        EmbeddingQueue other = new EmbeddingQueue(7);
        other.load(queue.state());
        queue.add(batch(7, 2));
        other.add(batch(7, 2));
        assertThat(other.all().pictures()).isEqualTo(queue.all().pictures());
        assertThat(other.all().embeddings()).isEqualTo(queue.all().embeddings());
        EmbeddingQueue empty = new EmbeddingQueue(7);
        empty.load(new EmbeddingQueue(7).state());
        assertThat(empty.all().size()).isZero();
    }

    @Test
    void tensorsThatDoNotFitTogetherAreRefused() {
        EmbeddingQueue queue = new EmbeddingQueue(7);
        queue.add(batch(0, 3));
        for (String name : queue.state().keySet()) {
            Map<String, TensorData> missing = new TreeMap<>(queue.state());
            missing.remove(name);
            assertThatThrownBy(() -> queue.load(missing)).as(name).isInstanceOf(LikenessException.class);
        }
        Map<String, TensorData> longer = new TreeMap<>(queue.state());
        longer.put("labels", new TensorData.Longs(new long[] {4}, new long[] {1, 2, 3, 4}));
        assertThatThrownBy(() -> queue.load(longer)).isInstanceOf(LikenessException.class);
    }
}
