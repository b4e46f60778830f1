package org.likeness.core.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.image.PictureHash;

/**
 * Some of the blocks that the bits of fingerprints are divided into. Blocks differ in width by one bit at most.
 */
final class HashBlocks {
    private final int count;
    private final int[] chosen; // ascending

    private HashBlocks(int count, int[] chosen) {
        this.count = count;
        this.chosen = chosen;
    }

    /**
     * All choices of some blocks.
     *
     * @param count  of blocks, from 1 to 30
     * @param chosen number of those that are chosen, of at most 30 bits together
     */
    static List<HashBlocks> choices(int count, int chosen) {
        return IntStream.range(0, 1 << count)
                .filter(choice -> Integer.bitCount(choice) == chosen)
                .mapToObj(choice -> new HashBlocks(
                        count,
                        IntStream.range(0, count)
                                .filter(block -> (choice >>> block & 1) == 1)
                                .toArray()))
                .toList();
    }

    private int start(int block) {
        return block * Long.SIZE / count;
    }

    private int width(int block) {
        return start(block + 1) - start(block);
    }

    private long bits(int block, long code) {
        return code >>> start(block) & (1L << width(block)) - 1;
    }

    /** The bits of the chosen blocks. */
    private int key(long code) {
        int key = 0;
        for (int block : chosen) {
            key = key << width(block) | (int) bits(block, code);
        }
        return key;
    }

    /** Whether these are the first equal blocks of a pair, so that one choice alone finds it. */
    private boolean areFirst(long differing) {
        int place = 0;
        for (int block = 0; place < chosen.length; block++) {
            if (block == chosen[place]) {
                place++;
            } else if (bits(block, differing) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Gives the pairs whose first equal blocks these are. */
    void find(long[] codes, NearPairs target) {
        int values = 1 << Arrays.stream(chosen).map(this::width).sum();
        int[] starts = new int[values + 1];
        for (long code : codes) {
            starts[key(code) + 1]++;
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        int[] next = starts.clone();
        int[] members = new int[codes.length]; // of each value, ascending
        long[] sorted = new long[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int place = next[key(codes[i])]++;
            members[place] = i;
            sorted[place] = codes[i];
        }
        for (int value = 0; value < values; value++) {
            compare(members, sorted, starts[value], starts[value + 1], target);
        }
    }

    /** Compares all members of one value. */
    private void compare(int[] members, long[] sorted, int from, int to, NearPairs target) {
        for (int one = from; one < to && members[one] < target.end(); one++) {
            for (int other = members[one] < target.from() ? to : one + 1; other < to; other++) {
                long differing = sorted[one] ^ sorted[other];
                if (Long.bitCount(differing) <= PictureHash.MOST_BITS && areFirst(differing)) {
                    target.add(members[one], members[other]);
                }
            }
        }
    }
}
