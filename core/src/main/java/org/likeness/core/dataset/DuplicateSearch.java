package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.likeness.core.image.PictureHash;

/**
 * Finds all pairs of fingerprints that differ in at most {@link PictureHash#MOST_BITS} bits without comparing each with each. If the bits are
 * divided into that many blocks and k more, k blocks of a pair are equal. For each choice of k blocks, pictures are therefore sorted by the
 * bits of these blocks, and only those that share them are compared (block permutation: Manku, Jain and Das Sarma, Detecting near-duplicates
 * for web crawling, WWW 2007, §3).
 *
 * <p>With k = 2, there are 28 choices of 16 bits. The time is about linear in the number of pictures up to a million
 * ({@code docs/results/audit.md}), while few pictures share their fingerprints: each pair that is near is visited.
 */
public final class DuplicateSearch {
    /** Blocks of a pair, k. */
    private static final int EQUAL = 2;

    private final long[] codes;

    /** Two pictures, first before second. */
    public record Near(int first, int second) {}

    public DuplicateSearch(PictureHash... hashes) {
        this.codes = Arrays.stream(hashes).mapToLong(PictureHash::bits).toArray();
    }

    /** Both, one after the other. */
    public static DuplicateSearch of(PictureHash[] some, PictureHash[] others) {
        return new DuplicateSearch(
                Stream.of(some, others).flatMap(Arrays::stream).toArray(PictureHash[]::new));
    }

    /**
     * The first pairs in order of first and then of second picture.
     *
     * @param verdict whether a pair that shares enough bits counts
     * @param most    pairs to find before stopping
     */
    public List<Near> pairs(Predicate<Near> verdict, int most) {
        return pairs(codes.length, 0, verdict, most);
    }

    /**
     * The first pairs of one of the first pictures with one of the last, in that order.
     *
     * @param firsts  number of pictures that may be first
     * @param seconds the first one of those that may be second
     * @param verdict whether a pair that shares enough bits counts
     * @param most    pairs to find before stopping
     */
    public List<Near> pairs(int firsts, int seconds, Predicate<Near> verdict, int most) {
        List<Near> found = new ArrayList<>();
        for (int from = 0; from < firsts && found.size() < most; ) {
            NearPairs near = near(new NearPairs(from, firsts, seconds));
            near.sorted()
                    .mapToObj(pair -> new Near(NearPairs.first(pair), NearPairs.second(pair)))
                    .filter(verdict)
                    .limit(most - found.size())
                    .forEach(found::add);
            from = near.end();
        }
        return found;
    }

    private NearPairs near(NearPairs target) {
        HashBlocks.choices(PictureHash.MOST_BITS + EQUAL, EQUAL).forEach(blocks -> blocks.find(codes, target));
        return target;
    }
}
