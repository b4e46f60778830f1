package org.likeness.core.evaluation.identification;

import java.util.List;
import java.util.function.IntUnaryOperator;
import org.likeness.core.search.DistanceSweep;
import org.likeness.core.search.EmbeddedPictures;

/** Counts the distances of all pairs of a set of faces without storing them: ten thousand faces have 47 million pairs. */
public final class AllPairs {
    private static final double ROUNDING = 1e-5; // of lengths on the unit sphere

    private AllPairs() {}

    /**
     * Counts the distances of all pairs of different pictures. The result does not depend on the number of threads.
     *
     * @param set     with at least two faces
     * @param threads at least 1
     * @throws IllegalArgumentException if there is no pair of either kind
     */
    public static DistanceCounts of(FaceSet set, int threads) {
        DistanceCounts all = within(set.faces(), largest(set.faces().longest()), threads);
        all.addWithout(withoutDistance(set));
        return all.requireBothKinds();
    }

    /**
     * Counts the pairs of a part of a set.
     *
     * @param faces   of the part
     * @param largest distance that is to be expected in the whole set, as {@link #largest} gives it
     * @param threads at least 1
     */
    public static DistanceCounts within(EmbeddedPictures faces, double largest, int threads) {
        return count(faces, faces, largest, threads, row -> row + 1);
    }

    /**
     * Counts the pairs of a face of one part of a set and a face of another. Labels are those of the set.
     *
     * @param largest distance that is to be expected in the whole set, as {@link #largest} gives it
     * @param threads at least 1
     */
    public static DistanceCounts between(EmbeddedPictures one, EmbeddedPictures other, double largest, int threads) {
        return count(one, other, largest, threads, row -> 0);
    }

    private static DistanceCounts count(
            EmbeddedPictures rows, EmbeddedPictures columns, double largest, int threads, IntUnaryOperator first) {
        List<DistanceCounts> parts = DistanceSweep.over(
                rows, columns, threads, () -> new DistanceCounts(largest), (counts, row, distances) -> {
                    int own = rows.labels()[row];
                    for (int other = first.applyAsInt(row); other < distances.length; other++) {
                        counts.add(distances[other], columns.labels()[other] == own);
                    }
                });
        DistanceCounts all = new DistanceCounts(largest);
        parts.forEach(all::add);
        return all;
    }

    /**
     * The largest distance that is to be expected of embeddings.
     *
     * @param longest squared length of them
     */
    public static double largest(double longest) {
        return Math.max(4 * longest * (1 - ROUNDING), Float.MIN_NORMAL);
    }

    /** Genuine pairs of which a picture gave no face. */
    private static long withoutDistance(FaceSet set) {
        long pairs = 0;
        int[] found = new int[set.people()];
        for (int label : set.faces().labels()) {
            found[label]++;
        }
        for (int person = 0; person < found.length; person++) {
            long all = (long) found[person] + set.failed()[person];
            pairs += all * (all - 1) / 2 - (long) found[person] * (found[person] - 1) / 2;
        }
        return pairs;
    }
}
