package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.likeness.core.Experimental;
import org.likeness.core.search.DistanceRows;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The squared Euclidean distances of the anchors of a batch to all of its rows, with the identity of each row. Anchors are the first A of
 * N rows. All rows are anchors, unless a training run has a cross-batch memory: the rows of earlier batches then follow. Immutable.
 */
@Experimental
public final class BatchDistances {
    private final float[][] distances; // [A, N]
    private final Identities identities;
    private final int embeddingSize;

    private BatchDistances(float[][] distances, Identities identities, int embeddingSize) {
        requireFinite(distances);
        this.distances = distances;
        this.identities = identities;
        this.embeddingSize = embeddingSize;
    }

    /**
     * Distances of embeddings.
     *
     * @param embeddings [B × D], row by row
     * @param labels     identity of each row, length B
     * @throws IllegalArgumentException if the embeddings do not divide into B rows
     * @throws ArithmeticException if a distance is not finite
     */
    public static BatchDistances of(float[] embeddings, int[] labels) {
        requireRows(embeddings, labels);
        return of(EmbeddedPictures.distinct(embeddings, labels), EmbeddedPictures.NONE);
    }

    /**
     * Distances that were computed elsewhere. What they do not tell is the embedding size, which distance-weighted mining needs.
     *
     * @param distances squared, [B, B], symmetric, zero diagonal; copied
     * @param labels    identity of each row, length B
     * @throws IllegalArgumentException if the distances are not [B, B]
     * @throws ArithmeticException if a distance is not finite
     */
    public static BatchDistances of(float[][] distances, int[] labels) {
        if (labels.length == 0
                || distances.length != labels.length
                || Arrays.stream(distances).anyMatch(row -> row.length != labels.length)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d rows of distances for %d labels: a square of as many rows and columns is expected",
                    distances.length,
                    labels.length));
        }
        float[][] copy = Arrays.stream(distances).map(float[]::clone).toArray(float[][]::new);
        return new BatchDistances(copy, new Identities(EmbeddedPictures.distinct(new float[labels.length], labels)), 0);
    }

    /**
     * @param own    the anchors
     * @param others rows that they are compared with too
     */
    static BatchDistances of(EmbeddedPictures own, EmbeddedPictures others) {
        EmbeddedPictures all = EmbeddedPictures.joined(List.of(own, others));
        float[][] distances = new float[own.size()][all.size()];
        new DistanceRows(all.embeddings(), all.size()).fill(0, own.size(), distances);
        return new BatchDistances(distances, new Identities(all), all.embeddingSize());
    }

    private static void requireFinite(float[][] distances) {
        for (float[] row : distances) {
            for (float distance : row) {
                if (!Float.isFinite(distance)) {
                    throw new ArithmeticException(
                            String.format(Locale.ROOT, "a distance of the batch is %s", distance));
                }
            }
        }
    }

    static void requireRows(float[] embeddings, int[] labels) {
        if (labels.length == 0 || embeddings.length == 0 || embeddings.length % labels.length != 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d numbers do not divide into embeddings for %d labels",
                    embeddings.length,
                    labels.length));
        }
    }

    /** How many rows are anchors, A: the first ones. */
    public int anchors() {
        return distances.length;
    }

    /** How many rows there are, N. */
    public int size() {
        return identities.size();
    }

    /**
     * d(anchor, row), squared.
     *
     * @param anchor in [0, A)
     * @param row    in [0, N)
     */
    public float distance(int anchor, int row) {
        return distances[anchor][row];
    }

    /** The identity of a row, in [0, N). */
    public int label(int row) {
        return identities.labels()[row];
    }

    /** Whether a row shows the anchor's identity in another picture. */
    public boolean isPositive(int anchor, int row) {
        return identities.isPositive(anchor, row);
    }

    /** Whether a row shows another identity than the anchor. */
    public boolean isNegative(int anchor, int row) {
        return label(anchor) != label(row);
    }

    /** A view of anchors, one at a time. */
    Anchor view() {
        return new Anchor(identities, embeddingSize);
    }

    /** Loads an anchor into a view. */
    void load(Anchor view, int anchor) {
        view.load(anchor, distances[anchor]);
    }
}
