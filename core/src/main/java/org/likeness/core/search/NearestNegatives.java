package org.likeness.core.search;

/**
 * The negatives that are nearest to each of some rows.
 *
 * @param rows      of each row its nearest rows of other identities, nearest first
 * @param distances to them, squared
 */
public record NearestNegatives(int[][] rows, float[][] distances) {
    /** Finds them. */
    public interface Search {
        /**
         * @param all   N rows
         * @param count of neighbors, at least 1; fewer are given where there are fewer
         */
        NearestNegatives of(EmbeddedPictures all, int count);
    }
}
