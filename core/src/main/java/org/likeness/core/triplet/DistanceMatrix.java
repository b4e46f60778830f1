package org.likeness.core.triplet;

/**
 * The squared Euclidean distances of a batch, [B, B]: symmetric, zero on the diagonal.
 *
 * @param size   B
 * @param values [B × B], row by row; shared, to be read only
 */
public record DistanceMatrix(int size, float[] values) {
    public DistanceMatrix {
        if (values.length != Math.multiplyExact(size, size)) {
            throw new IllegalArgumentException(
                    "%d distances for a batch of %d: %d are needed".formatted(values.length, size, (long) size * size));
        }
    }

    /** d(row, column), in [0, 4] on the unit sphere. */
    public float at(int row, int column) {
        return values[row * size + column];
    }
}
