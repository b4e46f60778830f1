package org.likeness.core.evaluation.identification;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.statistics.ConfidenceInterval;
import org.likeness.core.statistics.Rate;

/**
 * Search: each face is looked for among all others, the nearest first. Whoever has no other face is no query, and is found by others all
 * the same. Of equal distances, those of other people come first.
 */
public final class Retrieval {
    private static final int[] DEPTHS = {1, 2, 4, 8};

    private static final long SEED = 1; // of the interval's draws

    private Retrieval() {}

    /**
     * What came out, as means over the queries; R is how many other faces the query's person has.
     *
     * @param queries      faces whose person has another
     * @param leftOut      faces whose person has none
     * @param precisionAt1 queries whose nearest face is of the right person: P@1
     * @param rPrecision   share of the right person's among the R nearest, in [0, 1]
     * @param mapAtR       MAP@R: (1/R) Σ over i up to R of the precision at i where the i-th is right, else 0, in [0, 1]. (Musgrave, Belongie
     *                     and Lim, arXiv 2003.08505, §3.1.)
     * @param mapAtRInterval of it, by the queries' people
     * @param recall       queries with a right one among the nearest 1, 2, 4 and 8: recall@k. (Oh Song et al., arXiv 1511.06452, §5.)
     */
    public record Result(
            int queries,
            int leftOut,
            Rate precisionAt1,
            double rPrecision,
            double mapAtR,
            ConfidenceInterval mapAtRInterval,
            Recall recall)
            implements SetResult {}

    /** Recall among so many nearest. */
    public record Recall(Rate at1, Rate at2, Rate at4, Rate at8) {}

    /** Of each query, in the order of the rows; NaN where there is no query. */
    private static final class Figures {
        private final double[] precision;
        private final double[] meanPrecision;
        private final int[] firstRight;

        private Figures(double[] precision, double[] meanPrecision, int[] firstRight) {
            this.precision = precision;
            this.meanPrecision = meanPrecision;
            this.firstRight = firstRight;
        }
    }

    /**
     * Looks for each face.
     *
     * @param set     with at least one person with two faces
     * @param threads at least 1
     * @throws IllegalArgumentException if nobody has two faces
     */
    public static Result of(FaceSet set, int threads) {
        EmbeddedPictures faces = set.faces();
        int[] others = new int[faces.size()];
        int[] counts = new int[set.people()];
        for (int label : faces.labels()) {
            counts[label]++;
        }
        Arrays.setAll(others, row -> counts[faces.labels()[row]] - 1);
        Figures all = new Figures(new double[faces.size()], new double[faces.size()], new int[faces.size()]);
        DistanceSweep.over(faces, faces, threads, () -> new long[faces.size() - 1], (keys, row, distances) -> {
            if (others[row] > 0) {
                look(keys, row, distances, faces.labels(), others[row], all);
            }
        });
        int queries = (int) Arrays.stream(others).filter(count -> count > 0).count();
        if (queries == 0) {
            throw new IllegalArgumentException("no person has two faces: retrieval is not possible");
        }
        return new Result(
                queries,
                faces.size() - queries,
                within(others, all.firstRight, 1, queries),
                mean(others, all.precision, queries),
                mean(others, all.meanPrecision, queries),
                interval(faces.labels(), others, all.meanPrecision),
                new Recall(
                        within(others, all.firstRight, DEPTHS[0], queries),
                        within(others, all.firstRight, DEPTHS[1], queries),
                        within(others, all.firstRight, DEPTHS[2], queries),
                        within(others, all.firstRight, DEPTHS[3], queries)));
    }

    /** Distances of at least 0 order as their bits do; the last bit says whether it is the right person, who comes behind others. */
    private static void look(long[] keys, int row, float[] distances, int[] labels, int right, Figures all) {
        int next = 0;
        for (int other = 0; other < distances.length; other++) {
            if (other != row) {
                keys[next++] =
                        ((long) Float.floatToIntBits(distances[other]) << 1) | (labels[other] == labels[row] ? 1 : 0);
            }
        }
        Arrays.sort(keys);
        int hits = 0;
        int first = 0;
        double precisions = 0;
        for (int place = 1; place <= keys.length && (place <= right || first == 0); place++) {
            if ((keys[place - 1] & 1) == 1) {
                first = first == 0 ? place : first;
                if (place <= right) {
                    hits++;
                    precisions += (double) hits / place;
                }
            }
        }
        all.precision[row] = (double) hits / right;
        all.meanPrecision[row] = precisions / right;
        all.firstRight[row] = first;
    }

    private static Rate within(int[] others, int[] first, int depth, int queries) {
        int count = 0;
        for (int row = 0; row < others.length; row++) {
            count += others[row] > 0 && first[row] <= depth ? 1 : 0;
        }
        return new Rate(count, queries);
    }

    private static ConfidenceInterval interval(int[] labels, int[] others, double[] figure) {
        int[] queries =
                IntStream.range(0, others.length).filter(row -> others[row] > 0).toArray();
        return MeanByPeople.of(
                IntStream.of(queries).mapToDouble(row -> figure[row]).toArray(),
                IntStream.of(queries).map(row -> labels[row]).toArray(),
                SEED);
    }

    private static double mean(int[] others, double[] figure, int queries) {
        double sum = 0;
        for (int row = 0; row < others.length; row++) {
            sum += others[row] > 0 ? figure[row] : 0;
        }
        return sum / queries;
    }
}
