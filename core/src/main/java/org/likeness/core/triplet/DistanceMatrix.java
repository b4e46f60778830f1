package org.likeness.core.triplet;

/**
 * The squared Euclidean distances of a batch, [B, B]: symmetric, zero on the diagonal.
 *
 * @param size   B
 * @param values [B × B], row by row; shared, to be read only
 */
public record DistanceMatrix(int size, float[] values) {
    private static final int BLOCK = 32; // rows of embeddings that stay in the first-level cache together

    public DistanceMatrix {
        if (values.length != Math.multiplyExact(size, size)) {
            throw new IllegalArgumentException(
                    "%d distances for a batch of %d: %d are needed".formatted(values.length, size, (long) size * size));
        }
    }

    /**
     * The distances between all embeddings of a batch.
     *
     * @param embeddings [B × D], row by row
     * @param batch      B
     * @throws IllegalArgumentException if the array does not divide into B rows
     */
    public static DistanceMatrix of(float[] embeddings, int batch) {
        if (batch < 1 || embeddings.length % batch != 0) {
            throw new IllegalArgumentException(
                    "%d numbers do not divide into a batch of %d embeddings".formatted(embeddings.length, batch));
        }
        int dimension = embeddings.length / batch;
        float[] values = new float[Math.multiplyExact(batch, batch)];
        for (int top = 0; top < batch; top += BLOCK) {
            int bottom = Math.min(top + BLOCK, batch);
            for (int left = top; left < batch; left += BLOCK) {
                int right = Math.min(left + BLOCK, batch);
                for (int row = top; row < bottom; row++) {
                    for (int column = Math.max(left, row + 1); column < right; column++) {
                        float distance = squared(embeddings, row * dimension, column * dimension, dimension);
                        values[row * batch + column] = distance;
                        values[column * batch + row] = distance;
                    }
                }
            }
        }
        return new DistanceMatrix(batch, values);
    }

    /** d(row, column), in [0, 4] on the unit sphere. */
    public float at(int row, int column) {
        return values[row * size + column];
    }

    /** Differences, not dot products: near pairs keep their digits. Four sums let the processor add in parallel. */
    private static float squared(float[] embeddings, int a, int b, int dimension) {
        float sum0 = 0;
        float sum1 = 0;
        float sum2 = 0;
        float sum3 = 0;
        int i = 0;
        for (; i + 3 < dimension; i += 4) {
            float d0 = embeddings[a + i] - embeddings[b + i];
            float d1 = embeddings[a + i + 1] - embeddings[b + i + 1];
            float d2 = embeddings[a + i + 2] - embeddings[b + i + 2];
            float d3 = embeddings[a + i + 3] - embeddings[b + i + 3];
            sum0 += d0 * d0;
            sum1 += d1 * d1;
            sum2 += d2 * d2;
            sum3 += d3 * d3;
        }
        for (; i < dimension; i++) {
            float d = embeddings[a + i] - embeddings[b + i];
            sum0 += d * d;
        }
        return (sum0 + sum1) + (sum2 + sum3);
    }
}
