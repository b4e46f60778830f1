package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.search.EmbeddedPictures;

/** Mean distances of rows to the pictures of identities, computed from the sums of the identities and not pair by pair. */
final class IdentityDistances {
    private static final int PARTNERS = 20; // of a row in its identity that a quantile looks at: all, for most sets

    private final EmbeddedPictures all;
    private final int dimension;
    private final int[][] rows; // of each identity
    private final double[][] sums; // of each identity's embeddings
    private final double[] squares; // of each identity's embeddings' lengths, added up

    IdentityDistances(EmbeddedPictures all, int identities) {
        this.all = all;
        this.dimension = all.requireFinite().embeddingSize();
        this.rows = rows(all.labels(), identities);
        this.sums = new double[identities][dimension];
        this.squares = new double[identities];
        for (int row = 0; row < all.size(); row++) {
            int label = all.labels()[row];
            squares[label] += product(row, row);
            for (int i = 0; i < dimension; i++) {
                sums[label][i] += all.embeddings()[row * dimension + i];
            }
        }
    }

    private static int[][] rows(int[] labels, int identities) {
        int[] counts = new int[identities];
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0 || labels[row] >= identities) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "row %d has the label %d: one of 0 to %d is expected",
                        row,
                        labels[row],
                        identities - 1));
            }
            counts[labels[row]]++;
        }
        int[][] rows = new int[identities][];
        Arrays.setAll(rows, identity -> new int[counts[identity]]);
        for (int row = labels.length - 1; row >= 0; row--) {
            rows[labels[row]][--counts[labels[row]]] = row;
        }
        return rows;
    }

    /**
     * The mean squared distance of a row to an identity's rows, itself left out: ‖x‖² + mean ‖y‖² − 2 x·mean y.
     *
     * @return infinity if there is no other row
     */
    double meanTo(int row, int identity) {
        double own = product(row, row);
        double inner = 0;
        for (int i = 0; i < dimension; i++) {
            inner += all.embeddings()[row * dimension + i] * sums[identity][i];
        }
        boolean inside = all.labels()[row] == identity;
        int count = rows[identity].length - (inside ? 1 : 0);
        if (count == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double lengths = squares[identity] - (inside ? own : 0);
        return own + lengths / count - 2 * (inner - (inside ? own : 0)) / count;
    }

    /** How large a share of a row's positives is nearer than a bound; 0 if it has none. */
    double shareOfNearerPositives(int row, float bound) {
        int[] own = rows[all.labels()[row]];
        long nearer = Arrays.stream(own)
                .filter(other -> other != row && all.distance(row, other) < bound)
                .count();
        return own.length == 1 ? 0 : (double) nearer / (own.length - 1);
    }

    /**
     * A quantile of d(a,p).
     *
     * @param share of the positive pairs that are nearer, in [0, 1]
     * @return 0 if there is no positive pair
     */
    float quantileOfPositives(double share) {
        float[] distances = new float[Math.multiplyExact(all.size(), PARTNERS)];
        int found = 0;
        for (int[] own : rows) {
            for (int i = 0; i < own.length; i++) {
                for (int j = i + 1; j <= Math.min(own.length - 1, i + PARTNERS); j++) {
                    distances[found++] = all.distance(own[i], own[j]);
                }
            }
        }
        Arrays.sort(distances, 0, found);
        return found == 0 ? 0 : distances[(int) (share * (found - 1))];
    }

    private double product(int one, int other) {
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            sum += (double) all.embeddings()[one * dimension + i] * all.embeddings()[other * dimension + i];
        }
        return sum;
    }
}
