package org.likeness.core.search;

import java.util.Arrays;

/** The rows that lie in each cell, or are searched for in it. */
public final class CellRows {
    private final int[] starts;
    private final int[] rows;

    private CellRows(int[] starts, int[] rows) {
        this.starts = starts;
        this.rows = rows;
    }

    /**
     * Sorts rows by cells.
     *
     * @param cells of each row, [N × each], from 0 to count - 1
     * @param each  cells of a row, at least 1
     * @param count of all cells
     */
    public static CellRows of(int[] cells, int each, int count) {
        int[] starts = new int[count + 1];
        for (int cell : cells) {
            starts[cell + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] rows = new int[cells.length];
        for (int i = 0; i < cells.length; i++) {
            rows[next[cells[i]]++] = i / each;
        }
        return new CellRows(starts, rows);
    }

    /** So many rows in one cell. */
    public static CellRows inOne(int rows) {
        return of(new int[rows], 1, 1);
    }

    /** How many cells there are. */
    int count() {
        return starts.length - 1;
    }

    /** How many rows a cell has. */
    int size(int cell) {
        return starts[cell + 1] - starts[cell];
    }

    /**
     * Rows of a cell, in ascending order.
     *
     * @param first place of the first one in the cell
     * @param most  of them
     */
    int[] rows(int cell, int first, int most) {
        int start = starts[cell] + first;
        return Arrays.copyOfRange(rows, start, Math.min(start + most, starts[cell + 1]));
    }
}
