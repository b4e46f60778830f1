package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.likeness.core.image.PictureHash;

/**
 * Finds all pairs of fingerprints that differ in at most {@link PictureHash#MOST_BITS} bits without comparing each with
 * each: of four bands of 16 bits, one then differs in one bit at most, so that only pictures sharing a band up to one bit
 * are compared (multi-index hashing, Norouzi, Punjani and Fleet, CVPR 2012).
 */
public final class DuplicateSearch {
    private static final int BANDS = 4;
    private static final int BAND_BITS = 16;
    private static final int VALUES = 1 << BAND_BITS;

    private final PictureHash[] hashes;
    /** [band][value + 1]: where the pictures with that value begin in {@link #members}. */
    private final int[][] starts = new int[BANDS][VALUES + 1];
    /** [band]: pictures in the order of the band's value. */
    private final int[][] members;

    /** Two pictures, first before second. */
    public record Near(int first, int second) {}

    public DuplicateSearch(PictureHash[] hashes) {
        if (PictureHash.MOST_BITS >= 2 * BANDS) {
            throw new IllegalStateException("pairs could differ in two bits of every band");
        }
        this.hashes = hashes;
        this.members = new int[BANDS][hashes.length];
        for (int band = 0; band < BANDS; band++) {
            sortByBand(band);
        }
    }

    /**
     * The first pairs in order of first and then of second picture.
     *
     * @param verdict whether a pair that shares enough bits counts
     * @param most    pairs to find before stopping
     */
    public List<Near> pairs(Predicate<Near> verdict, int most) {
        List<Near> found = new ArrayList<>();
        for (int picture = 0; picture < hashes.length && found.size() < most; picture++) {
            int first = picture;
            near(hashes[picture], picture + 1).stream()
                    .map(second -> new Near(first, second))
                    .filter(verdict)
                    .forEach(found::add);
        }
        return found.size() > most ? found.subList(0, most) : found;
    }

    /**
     * The pictures whose fingerprints differ in at most {@link PictureHash#MOST_BITS} bits from one, ascending.
     *
     * @param from the first picture that may be named
     */
    public List<Integer> near(PictureHash hash, int from) {
        List<Integer> partners = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            int value = band(hash.bits(), band);
            probe(hash, from, band, value, partners);
            for (int bit = 0; bit < BAND_BITS; bit++) {
                probe(hash, from, band, value ^ 1 << bit, partners);
            }
        }
        Collections.sort(partners);
        return partners;
    }

    private void probe(PictureHash hash, int from, int band, int value, List<Integer> partners) {
        for (int at = starts[band][value]; at < starts[band][value + 1]; at++) {
            int other = members[band][at];
            if (other >= from) {
                long differing = hash.bits() ^ hashes[other].bits();
                if (Long.bitCount(differing) <= PictureHash.MOST_BITS && !foundEarlier(differing, band)) {
                    partners.add(other);
                }
            }
        }
    }

    /** Whether an earlier band brings these two together as well. */
    private static boolean foundEarlier(long differing, int band) {
        for (int earlier = 0; earlier < band; earlier++) {
            if (Integer.bitCount(band(differing, earlier)) <= 1) {
                return true;
            }
        }
        return false;
    }

    private void sortByBand(int band) {
        for (PictureHash hash : hashes) {
            starts[band][band(hash.bits(), band) + 1]++;
        }
        for (int value = 0; value < VALUES; value++) {
            starts[band][value + 1] += starts[band][value];
        }
        int[] next = starts[band].clone();
        for (int picture = 0; picture < hashes.length; picture++) {
            members[band][next[band(hashes[picture].bits(), band)]++] = picture;
        }
    }

    private static int band(long bits, int band) {
        return (int) (bits >>> (band * BAND_BITS)) & (VALUES - 1);
    }
}
