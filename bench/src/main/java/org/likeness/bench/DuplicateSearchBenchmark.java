package org.likeness.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.likeness.core.dataset.DuplicateSearch;
import org.likeness.core.image.PictureHash;

/**
 * Times the search for near copies among drawn fingerprints, of which each hundredth is a near copy of the one before. Prints a row of a table
 * for each count: pairs and the median of three searches.
 *
 * <pre>
 * DuplicateSearchBenchmark COUNT...
 * </pre>
 */
public final class DuplicateSearchBenchmark {
    private static final int COPY_EVERY = 100;
    private static final int ROUNDS = 3;
    private static final double NANOSECONDS = 1e9;

    private DuplicateSearchBenchmark() {}

    /** See the class. */
    public static void main(String[] counts) {
        for (String count : counts) {
            PictureHash[] hashes = drawn(Integer.parseInt(count));
            int pairs = 0;
            double[] seconds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                pairs = new DuplicateSearch(hashes)
                        .pairs(near -> true, Integer.MAX_VALUE)
                        .size();
                seconds[round] = (System.nanoTime() - start) / NANOSECONDS;
            }
            Arrays.sort(seconds);
            System.out.printf(Locale.ROOT, "| %,d | %,d | %.2f |%n", hashes.length, pairs, seconds[ROUNDS / 2]);
        }
    }

    private static PictureHash[] drawn(int count) {
        SplittableRandom random = new SplittableRandom(1);
        PictureHash[] hashes = new PictureHash[count];
        for (int i = 0; i < count; i++) {
            long bits = random.nextLong();
            if (i % COPY_EVERY == COPY_EVERY - 1) {
                bits = hashes[i - 1].bits();
                for (int flips = random.nextInt(PictureHash.MOST_BITS + 1); flips > 0; flips--) {
                    bits ^= 1L << random.nextInt(Long.SIZE);
                }
            }
            hashes[i] = new PictureHash(bits, new byte[0]);
        }
        return hashes;
    }
}
