package org.likeness.core.search;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many cells are searched for each row.
 *
 * @param count  at least 1
 * @param recall share of the true neighbors of a sample that lie in them, in (0, 1]
 */
public record SearchedCells(int count, double recall) {
    /**
     * The fewest that hold a share of the neighbors.
     *
     * @param ranks  of the neighbors of a sample, ascending: {@link Cells#ranks}
     * @param recall share of them, in (0, 1]
     * @throws IllegalArgumentException if there is no neighbor
     */
    public static SearchedCells of(int[] ranks, double recall) {
        if (ranks.length == 0 || !(recall > 0 && recall <= 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "recall %s of %d neighbors: a share in (0, 1] of at least one is expected",
                    recall,
                    ranks.length));
        }
        int count = ranks[(int) Math.ceil(recall * ranks.length) - 1];
        return new SearchedCells(
                count,
                (double) Arrays.stream(ranks).filter(rank -> rank <= count).count() / ranks.length);
    }
}
