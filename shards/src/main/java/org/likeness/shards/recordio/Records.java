package org.likeness.shards.recordio;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Records of a file by their keys, ascending. A record takes 12 bytes of memory. */
final class Records {
    private final int[] keys;
    private final long[] offsets;

    private Records(int[] keys, long[] offsets) {
        this.keys = keys;
        this.offsets = offsets;
    }

    int count() {
        return keys.length;
    }

    int key(int place) {
        return keys[place];
    }

    long offset(int place) {
        return offsets[place];
    }

    /** The place of a key, or, if there is none, −1 − the place where it would be. */
    int place(int key) {
        return Arrays.binarySearch(keys, key);
    }

    /** The places in the order of the offsets, so that a disk reads forward. */
    int[] byOffset() {
        boolean isSorted = IntStream.range(1, count()).allMatch(place -> offsets[place - 1] <= offsets[place]);
        IntStream places = IntStream.range(0, count());
        return isSorted // as writers count
                ? places.toArray()
                : places.boxed()
                        .sorted(Comparator.comparingLong(place -> offsets[place]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /** The greatest offset below a bound, or −1. */
    long lastOffsetBelow(long bound) {
        return LongStream.of(offsets).filter(offset -> offset < bound).max().orElse(-1);
    }

    /** Collects records. */
    static final class Builder {
        private final IntStream.Builder keys = IntStream.builder();
        private final LongStream.Builder offsets = LongStream.builder();

        void add(int key, long offset) {
            keys.add(key);
            offsets.add(offset);
        }

        /** @param repeated takes each key that was there before; the first remains */
        Records byKey(IntConsumer repeated) {
            int[] found = keys.build().toArray();
            long[] places = offsets.build().toArray();
            long[] order = SortedPlaces.by(found);
            int count = 0;
            int[] sorted = new int[found.length];
            long[] sortedOffsets = new long[found.length];
            for (long entry : order) {
                int place = (int) entry;
                if (count > 0 && sorted[count - 1] == found[place]) {
                    repeated.accept(found[place]);
                } else {
                    sorted[count] = found[place];
                    sortedOffsets[count++] = places[place];
                }
            }
            return new Records(Arrays.copyOf(sorted, count), Arrays.copyOf(sortedOffsets, count));
        }
    }
}
