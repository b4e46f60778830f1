package org.likeness.core.search;

import org.likeness.core.concurrent.OrderedStripes;
import org.likeness.core.search.NearestNegatives.Search;

/**
 * Exact nearest neighbors: N² distances in blocks of rows, in O(N · (count + D)) memory. A hundred thousand rows take minutes. Of equal
 * distances, the first row is taken. Rows that are not finite are rejected.
 */
public final class ExactSearch implements Search {
    private static final int BLOCK = 16; // rows of distances at a time, as in Stripe

    private final int threads;

    /** @param threads that share the work, at least 1 */
    public ExactSearch(int threads) {
        this.threads = threads;
    }

    @Override
    public NearestNegatives of(EmbeddedPictures all, int count) {
        all.requireFinite();
        NearestNegatives found = new NearestNegatives(new int[all.size()][], new float[all.size()][]);
        if (all.size() > 0) {
            DistanceRows distances = new DistanceRows(all.embeddings(), all.size());
            new OrderedStripes<>(
                            (all.size() + BLOCK - 1) / BLOCK,
                            () -> new float[BLOCK][all.size()],
                            (block, index) -> {
                                int first = index * BLOCK;
                                int rows = Math.min(BLOCK, all.size() - first);
                                distances.fill(first, rows, block);
                                for (int row = 0; row < rows; row++) {
                                    keep(first + row, block[row], all.labels(), count, found);
                                }
                            },
                            block -> {})
                    .run(threads);
        }
        return found;
    }

    private static void keep(int row, float[] distances, int[] labels, int count, NearestNegatives found) {
        SmallestDistances nearest = new SmallestDistances(count);
        for (int other = 0; other < distances.length; other++) {
            if (labels[other] != labels[row]) {
                nearest.offer(distances[other], other);
            }
        }
        found.rows()[row] = nearest.rows();
        found.distances()[row] = nearest.distances();
    }
}
