package org.likeness.training.distributed;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What one rank has of the rows of a batch, or of a table: every {@code size}-th, beginning with its own number, because neighbors in a batch show
 * one person. The shares of all ranks differ by at most one row.
 *
 * @param rank number of the process, in [0, size)
 * @param size number of processes, at least 1
 */
public record Share(int rank, int size) {
    /** Of the only process: all rows. */
    public static final Share WHOLE = new Share(0, 1);

    public Share {
        if (size < 1 || rank < 0 || rank >= size) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "rank %d of %d: ranks count from 0 to their number less 1", rank, size));
        }
    }

    /** Whether this rank judges, saves and reports. */
    public boolean leads() {
        return rank == 0;
    }

    /** Places in the batch of this rank's rows, ascending. */
    public int[] rows(int batch) {
        return IntStream.iterate(rank, row -> row < batch, row -> row + size).toArray();
    }

    /** How many of so many rows this rank has. */
    public int count(int rows) {
        return rows / size + (rank < rows % size ? 1 : 0);
    }

    /** Whether a row is this rank's. */
    public boolean has(int row) {
        return row % size == rank;
    }

    /** Place of one of this rank's rows among them. */
    public int place(int row) {
        return row / size;
    }

    /**
     * This rank's rows of what the batch has.
     *
     * @param values [B × D], row by row
     * @param batch  B, at least 1
     */
    public float[] take(float[] values, int batch) {
        int dimension = values.length / batch;
        int[] rows = rows(batch);
        float[] taken = new float[rows.length * dimension];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(values, rows[i] * dimension, taken, i * dimension, dimension);
        }
        return taken;
    }

    /**
     * Puts this rank's rows where they are in the batch.
     *
     * @param part   this rank's rows, row by row
     * @param values [B × D], row by row; written to
     * @param batch  B, at least 1
     */
    public void put(float[] part, float[] values, int batch) {
        int dimension = values.length / batch;
        int[] rows = rows(batch);
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(part, i * dimension, values, rows[i] * dimension, dimension);
        }
    }
}
