package org.likeness.core.triplet;

import java.util.Locale;

/** One row of a batch as anchor, with its positives and negatives. One object is reused for all rows. */
final class Anchor {
    private final Identities identities;
    private final int embeddingSize;
    private final int[] positives;
    private final Negatives negatives;
    private float[] distances = {};
    private int row;
    private int positiveCount;

    /** @param embeddingSize D */
    Anchor(Identities identities, int embeddingSize) {
        this.identities = identities;
        this.embeddingSize = embeddingSize;
        this.positives = new int[identities.largest()];
        this.negatives = new Negatives(identities.size());
    }

    /**
     * @param anchorRow    row of the batch
     * @param rowDistances of the row, length B
     * @throws ArithmeticException if a distance is not finite
     */
    void load(int anchorRow, float[] rowDistances) {
        row = anchorRow;
        distances = rowDistances;
        positiveCount = identities.positives(row, positives);
        negatives.load(distances, identities.labels(), row);
        requireFinite();
    }

    /** A sum is finite only where all its terms are. */
    private void requireFinite() {
        double sum = negatives.sum();
        for (int i = 0; i < positiveCount; i++) {
            sum += toPositive(i);
        }
        if (!Double.isFinite(sum)) {
            throw new ArithmeticException(String.format(Locale.ROOT, "a distance of the batch is %s", sum));
        }
    }

    int row() {
        return row;
    }

    /** D. */
    int embeddingSize() {
        return embeddingSize;
    }

    /** d(anchor, other). */
    float distance(int other) {
        return distances[other];
    }

    /** How many positives there are, P. */
    int positives() {
        return positiveCount;
    }

    /** Row of the i-th positive, in the batch's order. */
    int positive(int i) {
        return positives[i];
    }

    /** d(a,p) of the i-th positive. */
    float toPositive(int i) {
        return distance(positives[i]);
    }

    Negatives negatives() {
        return negatives;
    }
}
