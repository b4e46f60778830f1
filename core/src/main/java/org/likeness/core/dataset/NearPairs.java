package org.likeness.core.dataset;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Pairs of pictures whose first one lies in a range. Where there are more than fit into memory, those with the last first pictures are
 * dropped, and the range ends before them: a later search finds these.
 */
final class NearPairs {
    private static final int MOST = 1 << 22; // 32 MB

    private final int from;
    private final int seconds;
    private int end;
    private long[] pairs = new long[1 << 10];
    private int count;

    /**
     * @param from    the first picture that may be first
     * @param end     the one after the last
     * @param seconds the first picture that may be second
     */
    NearPairs(int from, int end, int seconds) {
        this.from = from;
        this.end = end;
        this.seconds = seconds;
    }

    static int first(long pair) {
        return (int) (pair >>> Integer.SIZE);
    }

    static int second(long pair) {
        return (int) pair;
    }

    int from() {
        return from;
    }

    /** After the last picture whose pairs are kept. */
    int end() {
        return end;
    }

    /** In order of the first and then of the second picture. */
    LongStream sorted() {
        Arrays.sort(pairs, 0, count);
        return Arrays.stream(pairs, 0, count);
    }

    /**
     * Takes a pair, once.
     *
     * @param first  lower than the second
     */
    void add(int first, int second) {
        if (first >= from && first < end && second >= seconds) {
            if (count == pairs.length) {
                makeRoom();
            }
            if (first < end) {
                pairs[count++] = (long) first << Integer.SIZE | second;
            }
        }
    }

    /** Drops the second half, as far as its first pictures are not those of the first half; takes more memory where that is not enough. */
    private void makeRoom() {
        if (pairs.length >= MOST) {
            Arrays.sort(pairs, 0, count);
            end = Math.max(first(pairs[count / 2]), first(pairs[0]) + 1);
            while (first(pairs[count - 1]) >= end) {
                count--;
            }
        }
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
    }
}
