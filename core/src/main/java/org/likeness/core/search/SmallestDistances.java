package org.likeness.core.search;

import java.util.Arrays;

/** The rows with the smallest of the distances that were offered, in their order; of equal distances, the lower rows. */
final class SmallestDistances {
    private final long[] keys; // a distance's bits order as distances do; the row below them
    private int size;

    /** @param count rows that are kept, at least 1 */
    SmallestDistances(int count) {
        keys = new long[count];
    }

    void offer(float distance, int row) {
        long key = (long) Float.floatToRawIntBits(distance) << 32 | row;
        if (size == keys.length && key >= keys[size - 1]) {
            return;
        }
        int place = size < keys.length ? size++ : size - 1;
        while (place > 0 && keys[place - 1] > key) {
            keys[place] = keys[place - 1];
            place--;
        }
        keys[place] = key;
    }

    /** As many as were offered, or are kept. */
    int[] rows() {
        return Arrays.stream(keys, 0, size).mapToInt(key -> (int) key).toArray();
    }

    float[] distances() {
        float[] distances = new float[size];
        for (int i = 0; i < size; i++) {
            distances[i] = Float.intBitsToFloat((int) (keys[i] >>> 32));
        }
        return distances;
    }
}
