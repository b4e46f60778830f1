package org.likeness.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;

/**
 * The squared distances of many vectors of length 1 to all centers, some vectors at a time: 2 − 2 x·c. The centers are stored by column, so
 * that the innermost loop is contiguous and the JIT compiler vectorizes it.
 */
final class Distances {
    private static final int BLOCK = 16; // vectors that share a column while it is in the cache

    private final float[][] byColumn; // [D][people]
    private final int people;

    /**
     * @param centers [people × D]
     * @param people  at least 1
     */
    Distances(float[] centers, int people) {
        int dimension = centers.length / people;
        this.people = people;
        this.byColumn = new float[dimension][people];
        for (int i = 0; i < centers.length; i++) {
            byColumn[i % dimension][i / dimension] = centers[i];
        }
    }

    /**
     * Goes over vectors.
     *
     * @param vectors [n × D] or more, of length 1
     * @param count   n
     * @param take    is given a vector's number and its distances, [people], to be read at once; by any of the threads
     */
    void forEach(float[] vectors, int count, int threads, BiConsumer<Integer, float[]> take) {
        List<Integer> blocks =
                IntStream.range(0, (count + BLOCK - 1) / BLOCK).boxed().toList();
        new Workers(threads)
                .map(
                        blocks,
                        block -> {
                            int first = block * BLOCK;
                            block(vectors, first, Math.min(BLOCK, count - first), take);
                            return block;
                        },
                        done -> {});
    }

    private void block(float[] vectors, int first, int rows, BiConsumer<Integer, float[]> take) {
        float[][] distances = new float[rows][people];
        for (float[] row : distances) {
            Arrays.fill(row, 2);
        }
        for (int i = 0; i < byColumn.length; i++) {
            for (int row = 0; row < rows; row++) {
                add(-2 * vectors[(first + row) * byColumn.length + i], byColumn[i], distances[row]);
            }
        }
        for (int row = 0; row < rows; row++) {
            take.accept(first + row, distances[row]);
        }
    }

    private static void add(float factor, float[] column, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * column[j];
        }
    }
}
