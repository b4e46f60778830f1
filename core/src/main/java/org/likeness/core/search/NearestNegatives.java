package org.likeness.core.search;

/** The nearest negatives of rows. */
public final class NearestNegatives {
    private final int[][] rows;
    private final float[][] distances;

    /**
     * @param rows      of each row its nearest rows of other identities, nearest first
     * @param distances to them, squared
     */
    public NearestNegatives(int[][] rows, float[][] distances) {
        this.rows = rows;
        this.distances = distances;
    }

    public int[][] rows() {
        return rows;
    }

    public float[][] distances() {
        return distances;
    }

    /** Finds them. */
    public interface Search {
        /**
         * @param all   N rows
         * @param count of neighbors, at least 1; fewer are given where there are fewer
         */
        NearestNegatives of(EmbeddedPictures all, int count);
    }
}
