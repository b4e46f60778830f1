package org.likeness.core.triplet;

import java.util.Arrays;

/**
 * How hard a batch still is, over all its valid triplets, whatever was mined of them.
 *
 * @param activeShare    share of all valid triplets with d(a,p) − d(a,n) + α &gt; 0, in [0, 1]; 0 if there is none
 * @param positivePairs  ordered anchor–positive pairs
 * @param meanToPositive mean d(a,p) over these pairs; NaN if there is none
 * @param meanToNegative mean d(a,n) over ordered pairs of two identities; NaN if there is none
 */
public record BatchStatistics(double activeShare, long positivePairs, double meanToPositive, double meanToNegative) {
    /**
     * Looks at a batch. Each anchor's negatives are sorted once, so that B² log B steps count B³ triplets.
     *
     * @param distances of the batch
     * @param labels    identity of each row, length B
     * @param margin    the paper's α, in [0, 4]
     */
    public static BatchStatistics of(DistanceMatrix distances, int[] labels, float margin) {
        int batch = labels.length;
        long active = 0;
        long valid = 0;
        long positivePairs = 0;
        long negativePairs = 0;
        double toPositive = 0;
        double toNegative = 0;
        float[] negatives = new float[batch];
        for (int anchor = 0; anchor < batch; anchor++) {
            int count = 0;
            for (int other = 0; other < batch; other++) {
                if (labels[other] != labels[anchor]) {
                    negatives[count++] = distances.at(anchor, other);
                    toNegative += distances.at(anchor, other);
                }
            }
            Arrays.sort(negatives, 0, count);
            negativePairs += count;
            for (int other = 0; other < batch; other++) {
                if (other != anchor && labels[other] == labels[anchor]) {
                    positivePairs++;
                    toPositive += distances.at(anchor, other);
                    active += below(negatives, count, distances.at(anchor, other) + margin);
                    valid += count;
                }
            }
        }
        return new BatchStatistics(
                valid == 0 ? 0 : (double) active / valid,
                positivePairs,
                toPositive / positivePairs,
                toNegative / negativePairs);
    }

    /** How many of the first {@code count} sorted values are smaller than the bound. */
    private static int below(float[] sorted, int count, float bound) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
