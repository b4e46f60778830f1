package org.likeness.core.search;

import java.util.Arrays;
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

    /** A distance's bits order as distances do; the row below them. */
    private static void keep(int row, float[] distances, int[] labels, int count, NearestNegatives found) {
        long[] nearest = new long[count];
        int kept = 0;
        long farthest = Long.MAX_VALUE;
        for (int other = 0; other < distances.length; other++) {
            if (labels[other] == labels[row]) {
                continue;
            }
            long key = (long) Float.floatToRawIntBits(distances[other]) << 32 | other;
            if (kept == count && key >= farthest) {
                continue;
            }
            int place = kept < count ? kept++ : count - 1;
            while (place > 0 && nearest[place - 1] > key) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = key;
            farthest = nearest[kept - 1];
        }
        long[] sorted = Arrays.copyOf(nearest, kept);
        found.rows()[row] = Arrays.stream(sorted).mapToInt(key -> (int) key).toArray();
        found.distances()[row] = distances(sorted);
    }

    private static float[] distances(long[] keys) {
        float[] distances = new float[keys.length];
        for (int i = 0; i < keys.length; i++) {
            distances[i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
        }
        return distances;
    }
}
