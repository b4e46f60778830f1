package org.likeness.core.search;

import java.util.Arrays;

/**
 * The squared Euclidean distances of rows to columns, computed for blocks of rows; the columns are the same or other embeddings.
 *
 * <p>Distances are sums of squared differences, not derived from dot products: small distances keep their precision. The columns are stored
 * by dimension, [D, B], so that the innermost loop is contiguous and the JIT compiler vectorizes it. The sum of a pair does not depend on
 * the block: d(i,j) and d(j,i) have the same bits.
 */
public final class DistanceRows {
    private static final int COLUMNS =
            256; // sums of a few rows of them, and four dimensions, stay in the first-level cache

    private final float[] rows;
    private final float[][]
            byColumn; // an array for each dimension: of one alone, C2 would make no vectors of four places
    private final int batch;
    private final int dimension;

    /**
     * @param embeddings [B × D], row by row
     * @param batch      B
     */
    public DistanceRows(float[] embeddings, int batch) {
        this(embeddings, embeddings, batch);
    }

    /**
     * @param rows       [N × D], row by row
     * @param embeddings of the columns, [B × D], row by row
     * @param batch      B
     */
    public DistanceRows(float[] rows, float[] embeddings, int batch) {
        this.rows = rows;
        this.batch = batch;
        this.dimension = embeddings.length / batch;
        this.byColumn = new float[dimension][batch];
        for (int row = 0; row < batch; row++) {
            for (int i = 0; i < dimension; i++) {
                byColumn[i][row] = embeddings[row * dimension + i];
            }
        }
    }

    /**
     * Rows of the matrix.
     *
     * @param first  first row
     * @param rows   how many
     * @param target [rows, B] or more
     */
    public void fill(int first, int rows, float[][] target) {
        for (int row = 0; row < rows; row++) {
            Arrays.fill(target[row], 0);
        }
        for (int left = 0; left < batch; left += COLUMNS) {
            int right = Math.min(left + COLUMNS, batch);
            int i = 0;
            for (; i + 4 <= dimension; i += 4) {
                for (int row = 0; row < rows; row++) {
                    addFour((first + row) * dimension + i, i, target[row], left, right);
                }
            }
            for (; i < dimension; i++) {
                for (int row = 0; row < rows; row++) {
                    addOne(this.rows[(first + row) * dimension + i], byColumn[i], target[row], left, right);
                }
            }
        }
    }

    /** Four dimensions a pass: a sum is loaded and stored once for four squares. */
    private void addFour(int own, int i, float[] sums, int left, int right) {
        float e0 = rows[own];
        float e1 = rows[own + 1];
        float e2 = rows[own + 2];
        float e3 = rows[own + 3];
        float[] c0 = byColumn[i];
        float[] c1 = byColumn[i + 1];
        float[] c2 = byColumn[i + 2];
        float[] c3 = byColumn[i + 3];
        for (int j = left; j < right; j++) {
            float d0 = e0 - c0[j];
            float d1 = e1 - c1[j];
            float d2 = e2 - c2[j];
            float d3 = e3 - c3[j];
            sums[j] += (d0 * d0 + d1 * d1) + (d2 * d2 + d3 * d3);
        }
    }

    private static void addOne(float own, float[] column, float[] sums, int left, int right) {
        for (int j = left; j < right; j++) {
            float d = own - column[j];
            sums[j] += d * d;
        }
    }
}
