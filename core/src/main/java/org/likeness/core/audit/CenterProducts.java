package org.likeness.core.audit;

import java.util.Arrays;
import org.likeness.core.search.Products;

/** Computes the products of some rows with all centers. */
@FunctionalInterface
interface CenterProducts {
    /**
     * All products of a row with a center.
     *
     * @param rows [count × D]
     * @return [count][people], the caller's to change
     */
    float[][] of(float[] rows, int count);

    /** By a library. */
    static CenterProducts of(PeopleCenters centers, Products products) {
        int people = centers.people();
        return (rows, count) -> {
            float[] found = new float[Math.multiplyExact(count, people)];
            products.of(rows, count, centers.values(), people, centers.dimension(), found);
            float[][] byRow = new float[count][];
            Arrays.setAll(byRow, row -> Arrays.copyOfRange(found, row * people, (row + 1) * people));
            return byRow;
        };
    }

    /**
     * In plain Java. The centers are stored by column, so that the innermost loop is contiguous and the JIT compiler vectorizes it; some rows
     * share a column while it is in the cache.
     */
    static CenterProducts byColumn(PeopleCenters centers) {
        int dimension = centers.dimension();
        float[][] columns = new float[dimension][centers.people()];
        for (int i = 0; i < centers.values().length; i++) {
            columns[i % dimension][i / dimension] = centers.values()[i];
        }
        return (rows, count) -> {
            float[][] sums = new float[count][centers.people()];
            for (int i = 0; i < dimension; i++) {
                for (int row = 0; row < count; row++) {
                    add(rows[row * dimension + i], columns[i], sums[row]);
                }
            }
            return sums;
        };
    }

    private static void add(float factor, float[] column, float[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += factor * column[j];
        }
    }
}
