package org.likeness.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.search.Products;

/** The squared distances of many vectors of length 1 to all centers, some vectors at a time: 2 − 2 x·c. */
public final class Distances {
    private static final int BLOCK = 16; // vectors that are compared at a time

    private final PeopleCenters centers;
    private final CenterProducts products;

    private Distances(PeopleCenters centers, CenterProducts products) {
        this.centers = centers;
        this.products = products;
    }

    /** By products of a library. */
    public static Distances of(PeopleCenters centers, Products products) {
        return new Distances(centers, CenterProducts.of(centers, products));
    }

    /** In plain Java. */
    static Distances of(PeopleCenters centers) {
        return new Distances(centers, CenterProducts.byColumn(centers));
    }

    PeopleCenters centers() {
        return centers;
    }

    /**
     * Goes over vectors.
     *
     * @param vectors [n × D] or more, of length 1
     * @param from    the first one
     * @param to      the one after the last
     * @param take    is given a vector's number and its distances, [people], to be read at once; by any of the threads
     */
    void forEach(float[] vectors, int from, int to, int threads, BiConsumer<Integer, float[]> take) {
        List<Integer> blocks = IntStream.range(0, (to - from + BLOCK - 1) / BLOCK)
                .mapToObj(block -> from + block * BLOCK)
                .toList();
        new Workers(threads)
                .map(
                        blocks,
                        first -> {
                            block(vectors, first, Math.min(BLOCK, to - first), take);
                            return first;
                        },
                        done -> {});
    }

    private void block(float[] vectors, int first, int rows, BiConsumer<Integer, float[]> take) {
        int dimension = centers.dimension();
        float[][] found = products.of(Arrays.copyOfRange(vectors, first * dimension, (first + rows) * dimension), rows);
        for (int row = 0; row < rows; row++) {
            float[] distances = found[row];
            for (int person = 0; person < distances.length; person++) {
                distances[person] = 2 - 2 * distances[person];
            }
            take.accept(first + row, distances);
        }
    }
}
