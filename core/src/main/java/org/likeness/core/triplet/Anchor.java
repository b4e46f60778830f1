package org.likeness.core.triplet;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.likeness.core.Experimental;

/**
 * One row of a batch as anchor, with its distances to all rows, its positives, and its negatives sorted by distance. One object is reused
 * for all rows: it must not be kept.
 */
@Experimental
public final class Anchor {
    private final Identities identities;
    private final int embeddingSize;
    private final int[] positives;
    private final Negatives negatives;
    private float[] distances = {};
    private int row;
    private int positiveCount;
    private double[][] work = {};

    /** @param embeddingSize D; 0 if it is not known */
    Anchor(Identities identities, int embeddingSize) {
        this.identities = identities;
        this.embeddingSize = embeddingSize;
        this.positives = new int[identities.largest()];
        this.negatives = new Negatives(identities.size());
    }

    /** An anchor's own draws, whichever thread takes it and when; mixed, as neighbors' would otherwise overlap. */
    static RandomGenerator draws(long seed, int anchorRow) {
        return new SplittableRandom(new SplittableRandom(seed + anchorRow).nextLong());
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

    /** The anchor's own row of the batch. */
    public int row() {
        return row;
    }

    /** How many rows there are, N. */
    public int size() {
        return identities.size();
    }

    /**
     * D.
     *
     * @throws IllegalArgumentException if the distances came without it
     */
    public int embeddingSize() {
        if (embeddingSize == 0) {
            throw new IllegalArgumentException(
                    "the miner needs the embedding size, which a matrix of distances does not tell: give it embeddings");
        }
        return embeddingSize;
    }

    /** d(anchor, other), squared. */
    public float distance(int other) {
        return distances[other];
    }

    /** How many positives there are, P. */
    public int positives() {
        return positiveCount;
    }

    /** Row of the i-th positive, in the batch's order. */
    public int positive(int i) {
        return positives[i];
    }

    /** d(a,p) of the i-th positive, squared. */
    public float toPositive(int i) {
        return distance(positives[i]);
    }

    /** Rows of other identities, nearest first. */
    public Negatives negatives() {
        return negatives;
    }

    /** Working memory for a miner in the thread that has this object: two arrays of N numbers, of any content. */
    double[][] work() {
        if (work.length == 0) {
            work = new double[2][size()];
        }
        return work;
    }

    /**
     * @throws IllegalArgumentException if the rows make no triplet with this anchor
     */
    void requireTriplet(int positive, int negative) {
        int[] labels = identities.labels();
        if (Math.min(positive, negative) < 0 || Math.max(positive, negative) >= labels.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the rows %d, %d, %d were chosen as a triplet: the batch has the rows 0 to %d",
                    row,
                    positive,
                    negative,
                    labels.length - 1));
        }
        if (!identities.isPositive(row, positive) || labels[row] == labels[negative]) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the rows %d, %d, %d were chosen as a triplet, with the identities %d, %d, %d: another picture of the anchor's identity and a picture of another identity are expected",
                    row,
                    positive,
                    negative,
                    labels[row],
                    labels[positive],
                    labels[negative]));
        }
    }
}
