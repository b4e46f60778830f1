package org.likeness.core.triplet;

import java.util.Arrays;
import org.likeness.core.Experimental;

/**
 * The negatives of an anchor, nearest first, in row order among equal distances.
 *
 * <p>Sorted by buckets of equal width between the nearest and the farthest, about as many as there are negatives: the time is linear if
 * distances are spread, and O(B log B) otherwise. The buckets also count the negatives nearer than a bound.
 */
@Experimental
public final class Negatives {
    private static final int MOST_IN_A_BUCKET = 64; // beyond, moving neighbors costs more than a library's sort

    private final long[] gathered;
    private final long[] sorted; // the distance's bits, which order as distances do, above the row
    private final int[] buckets; // of each negative as gathered
    private final int[] ends; // of each bucket in sorted
    private final int mostBuckets;
    private int count;
    private int bucketCount;
    private float least;
    private float most;
    private float scale;
    private double sum;

    /** @param batch B */
    Negatives(int batch) {
        this.gathered = new long[batch];
        this.sorted = new long[batch];
        this.buckets = new int[batch];
        this.mostBuckets = Math.max(1, Integer.highestOneBit(Math.max(1, batch - 1)) * 2);
        this.ends = new int[mostBuckets];
    }

    /**
     * Takes an anchor's negatives.
     *
     * @param distances of the anchor, finite, length B
     * @param labels    identity of each row, length B
     */
    void load(float[] distances, int[] labels, int anchor) {
        gather(distances, labels, labels[anchor]);
        bucketCount = mostBuckets;
        scale = (bucketCount - 1) / (most - least);
        if (!Float.isFinite(scale)) {
            scale = 0; // all are equal, or nearly
        }
        int fullest = distribute();
        if (fullest > MOST_IN_A_BUCKET) {
            Arrays.sort(sorted, 0, count);
        } else {
            sortNeighbors();
        }
    }

    /** How many there are, N. */
    public int count() {
        return count;
    }

    /** Row of the batch of the i-th nearest. */
    public int row(int i) {
        return (int) sorted[i];
    }

    /** d(a,n) of the i-th nearest, squared. */
    public float distance(int i) {
        return Float.intBitsToFloat((int) (sorted[i] >>> 32));
    }

    /** Σ d(a,n). */
    double sum() {
        return sum;
    }

    /** How many have d(a,n) &lt; bound. */
    public int below(float bound) {
        if (count == 0 || bound <= least) {
            return 0;
        } else if (bound > most) {
            return count;
        }
        int bucket = bucket(bound);
        int low = bucket == 0 ? 0 : ends[bucket - 1];
        int high = ends[bucket];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (distance(middle) < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** How many have d(a,n) ≤ bound. */
    public int upTo(float bound) {
        return below(Math.nextUp(bound));
    }

    private void gather(float[] distances, int[] labels, int label) {
        int found = 0;
        double total = 0;
        float smallest = Float.POSITIVE_INFINITY;
        float largest = 0;
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] != label) {
                float distance = distances[row];
                gathered[found++] = (long) Float.floatToRawIntBits(distance) << 32 | row;
                total += distance;
                if (distance < smallest) {
                    smallest = distance;
                }
                if (distance > largest) {
                    largest = distance;
                }
            }
        }
        count = found;
        sum = total;
        least = smallest;
        most = largest;
    }

    /** Puts each into its bucket, rows in order; returns how many the fullest has. */
    private int distribute() {
        Arrays.fill(ends, 0, bucketCount, 0);
        for (int i = 0; i < count; i++) {
            int bucket = bucket(Float.intBitsToFloat((int) (gathered[i] >>> 32)));
            buckets[i] = bucket;
            ends[bucket]++;
        }
        int fullest = 0;
        int start = 0;
        for (int bucket = 0; bucket < bucketCount; bucket++) {
            int size = ends[bucket];
            ends[bucket] = start; // and moves to its end as the bucket is filled
            start += size;
            fullest = Math.max(fullest, size);
        }
        for (int i = 0; i < count; i++) {
            sorted[ends[buckets[i]]++] = gathered[i];
        }
        return fullest;
    }

    private int bucket(float distance) {
        return (int) ((distance - least) * scale);
    }

    private void sortNeighbors() {
        for (int i = 1; i < count; i++) {
            long key = sorted[i];
            int place = i;
            while (place > 0 && sorted[place - 1] > key) {
                sorted[place] = sorted[place - 1];
                place--;
            }
            sorted[place] = key;
        }
    }
}
