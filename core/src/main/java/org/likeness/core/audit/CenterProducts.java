package org.likeness.core.audit;

import org.likeness.core.search.Products;

/** Computes the products of some rows with all centers. */
@FunctionalInterface
interface CenterProducts {
    /**
     * All products of a row with a center.
     *
     * @param rows   [count × D]
     * @param target takes [count × people], row by row
     */
    void of(float[] rows, int count, float[] target);

    /** By a library. */
    static CenterProducts of(PeopleCenters centers, Products products) {
        return (rows, count, target) ->
                products.of(rows, count, centers.values(), centers.people(), centers.dimension(), target);
    }

    /**
     * In plain Java. The centers are stored by column, so that the innermost loop is contiguous and the JIT compiler vectorizes it; some rows
     * share a column while it is in the cache.
     */
    static CenterProducts byColumn(PeopleCenters centers) {
        int dimension = centers.dimension();
        int people = centers.people();
        float[][] columns = new float[dimension][people];
        for (int i = 0; i < centers.values().length; i++) {
            columns[i % dimension][i / dimension] = centers.values()[i];
        }
        return (rows, count, target) -> {
            float[][] sums = new float[count][people];
            for (int i = 0; i < dimension; i++) {
                for (int row = 0; row < count; row++) {
                    add(rows[row * dimension + i], columns[i], sums[row]);
                }
            }
            for (int row = 0; row < count; row++) {
                System.arraycopy(sums[row], 0, target, row * people, people);
            }
        };
    }

    private static void add(float factor, float[] column, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * column[j];
        }
    }
}
