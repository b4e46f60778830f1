package org.likeness.core.search;

/** Computes the products of some rows with others, the work of a search that compares many with many. */
@FunctionalInterface
public interface Products {
    /**
     * All products of a row with another one.
     *
     * @param rows      [count × D], row by row; more may follow
     * @param others    [otherCount × D]
     * @param dimension D
     * @param target    takes [count × otherCount], row by row
     */
    void of(float[] rows, int count, float[] others, int otherCount, int dimension, float[] target);

    /** In plain Java, one number after another. */
    Products PLAIN = (rows, count, others, otherCount, dimension, target) -> {
        for (int row = 0; row < count; row++) {
            for (int other = 0; other < otherCount; other++) {
                float sum = 0;
                for (int i = 0; i < dimension; i++) {
                    sum += rows[row * dimension + i] * others[other * dimension + i];
                }
                target[row * otherCount + other] = sum;
            }
        }
    };
}
