package org.likeness.core.evaluation.identification;

import java.util.List;
import java.util.Locale;
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
        EmbeddedPictures faces = set.faces();
        double largest = largest(faces);
        List<DistanceCounts> parts = DistanceSweep.over(
                faces, faces, threads, () -> new DistanceCounts(largest), (counts, row, distances) -> {
                    int own = faces.labels()[row];
                    for (int other = row + 1; other < distances.length; other++) {
                        counts.add(distances[other], faces.labels()[other] == own);
                    }
                });
        DistanceCounts all = new DistanceCounts(largest);
        parts.forEach(all::add);
        all.addWithout(withoutDistance(set));
        if (all.genuine() == 0 || all.impostor() == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%,d genuine and %,d impostor pairs: both kinds are needed",
                    all.genuine(),
                    all.impostor()));
        }
        return all;
    }

    /** (2 · the longest embedding)². */
    private static double largest(EmbeddedPictures faces) {
        double longest = 0;
        int dimension = faces.embeddingSize();
        for (int row = 0; row < faces.size(); row++) {
            double square = 0;
            for (int i = 0; i < dimension; i++) {
                float value = faces.embeddings()[row * dimension + i];
                square += (double) value * value;
            }
            longest = Math.max(longest, square);
        }
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
