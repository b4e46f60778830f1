package org.likeness.core.triplet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Medians of the squared distances between pictures and identities, each distance looked at once: N₁ · N of them for N₁ rows of a first
 * set among N, in O(threads · n · N) memory, where n is the largest number of rows of an identity. The median is the lower one, the
 * ⌈n/2⌉-th smallest: of an even number of distances it is one that was measured, on the nearer side, so that one wrong picture among
 * three makes neither of the others look far.
 *
 * @param own     of each row of the first set, the median of the distances to the identity's other rows, [N₁]; NaN without one
 * @param other   of each row of the first set, the other identity of that set with the least median to it, [N₁]; −1 without one
 * @param toOther that median, [N₁]; NaN without one
 * @param within  pairs of identities of the first set, nearest first; of each identity, those nearest to it
 * @param across  pairs of one identity of the first set and one beyond it, likewise
 * @param counts  how far all pairs of identities are apart, within the first set and across
 */
public record IdentityMedians(
        float[] own, int[] other, float[] toOther, List<Near> within, List<Near> across, Counts counts) {
    /** Bins of {@link Counts} for a distance of 1; a bin's number is the distance times this, rounded down. */
    public static final int BINS_OF_ONE = 512;

    private static final int BINS = 4 * BINS_OF_ONE;
    private static final int NEAREST = 16; // of each identity that are kept: more names than one person has by mistake

    /** On how many pairs of pictures a median rests: medians of more pairs spread less, and are not to be compared with others. */
    public enum Evidence {
        /** One: a picture each. */
        ONE_PAIR,
        /** Two to eight. */
        FEW_PAIRS,
        /** Nine or more. */
        MANY_PAIRS;

        /** That of a number of pairs, at least 1. */
        public static Evidence of(long pairs) {
            return pairs == 1 ? ONE_PAIR : pairs < 9 ? FEW_PAIRS : MANY_PAIRS;
        }
    }

    /**
     * Two identities.
     *
     * @param first    number of the one
     * @param second   number of the other, above first
     * @param distance median over all pairs of pictures, squared, in [0, 4]
     * @param pairs    of pictures
     */
    public record Near(int first, int second, float distance, long pairs) {}

    /**
     * Histograms of the medians of pairs of identities, [{@link Evidence}][bin]; see {@link #BINS_OF_ONE}.
     *
     * @param within of the first set
     * @param across of one identity of the first set and one beyond it
     */
    public record Counts(long[][] within, long[][] across) {
        static Counts none() {
            return new Counts(new long[Evidence.values().length][BINS], new long[Evidence.values().length][BINS]);
        }

        private void add(Counts more) {
            for (int evidence = 0; evidence < within.length; evidence++) {
                for (int bin = 0; bin < BINS; bin++) {
                    within[evidence][bin] += more.within[evidence][bin];
                    across[evidence][bin] += more.across[evidence][bin];
                }
            }
        }
    }

    /**
     * Looks through a set, or through a first set and at a second one from it.
     *
     * @param all        N rows in the order of their identities, those of the first set before the others
     * @param identities how many identities the labels may name; some may have no row
     * @param firstSet   how many of them are of the first set, the others being of the second
     * @param threads    that share the work, at least 1
     * @throws IllegalArgumentException if rows are not in the order of their identities
     */
    public static IdentityMedians of(EmbeddedPictures all, int identities, int firstSet, int threads) {
        int[] starts = starts(all.labels(), identities);
        int rows = starts[firstSet];
        IdentityMedians found = new IdentityMedians(
                new float[rows], new int[rows], new float[rows], new ArrayList<>(), new ArrayList<>(), Counts.none());
        if (rows > 0) {
            DistanceRows distances = new DistanceRows(all.embeddings(), all.size());
            new StripeOrder<>(
                            firstSet,
                            () -> new Look(distances, starts, firstSet, found),
                            Look::at,
                            look -> look.handOver(found))
                    .run(threads);
        }
        Comparator<Near> nearestFirst = Comparator.comparingDouble(Near::distance)
                .thenComparingInt(Near::first)
                .thenComparingInt(Near::second);
        found.within.sort(nearestFirst);
        found.across.sort(nearestFirst);
        return found;
    }

    private static int[] starts(int[] labels, int identities) {
        int[] starts = new int[identities + 1];
        for (int row = 0; row < labels.length; row++) {
            if (row > 0 && labels[row] < labels[row - 1]) {
                throw new IllegalArgumentException("row %d is of identity %d, after one of %d: rows are wanted in order"
                        .formatted(row, labels[row], labels[row - 1]));
            }
            starts[labels[row] + 1]++;
        }
        for (int identity = 0; identity < identities; identity++) {
            starts[identity + 1] += starts[identity];
        }
        return starts;
    }

    /** What a thread works with. */
    private static final class Look {
        private final DistanceRows all;
        private final int[] starts; // of each identity's rows, and the count of all
        private final int firstSet;
        private final IdentityMedians found; // a row's places are written by the thread whose row it is
        private float[][] distances = new float[0][];
        private float[] scratch = new float[16];
        private final Counts counts = Counts.none();
        private final List<Near> within = new ArrayList<>();
        private final List<Near> across = new ArrayList<>();

        Look(DistanceRows all, int[] starts, int firstSet, IdentityMedians found) {
            this.all = all;
            this.starts = starts;
            this.firstSet = firstSet;
            this.found = found;
        }

        void at(int identity) {
            int rows = size(identity);
            if (rows == 0) {
                return;
            }
            if (distances.length < rows) {
                distances = new float[rows][starts[starts.length - 1]];
            }
            all.fill(starts[identity], rows, distances);
            for (int row = 0; row < rows; row++) {
                row(identity, row);
            }
            for (int other = identity + 1; other < starts.length - 1; other++) {
                if (size(other) > 0) {
                    pair(identity, other);
                }
            }
        }

        private int size(int identity) {
            return starts[identity + 1] - starts[identity];
        }

        private void row(int identity, int row) {
            float[] own = distances[row];
            int nearest = -1;
            float least = Float.NaN;
            for (int other = 0; other < firstSet; other++) {
                if (other != identity && size(other) > 0) {
                    float median = median(gather(own, starts[other], starts[other + 1], 0));
                    if (nearest < 0 || median < least) {
                        nearest = other;
                        least = median;
                    }
                }
            }
            int at = starts[identity] + row;
            int before = gather(own, starts[identity], at, 0);
            int count = gather(own, at + 1, starts[identity + 1], before);
            found.own[at] = count == 0 ? Float.NaN : median(count);
            found.other[at] = nearest;
            found.toOther[at] = least;
        }

        private void pair(int identity, int other) {
            int count = 0;
            for (int row = 0; row < size(identity); row++) {
                count = gather(distances[row], starts[other], starts[other + 1], count);
            }
            Near near = new Near(identity, other, median(count), count);
            boolean inside = other < firstSet;
            int bin = Math.min(BINS - 1, (int) (near.distance() * BINS_OF_ONE));
            (inside ? counts.within : counts.across)[Evidence.of(count).ordinal()][bin]++;
            keep(near, inside ? within : across);
        }

        /** Nearest first; of equals the first. */
        private static void keep(Near near, List<Near> kept) {
            if (kept.size() == NEAREST
                    && near.distance() >= kept.get(NEAREST - 1).distance()) {
                return;
            }
            int place = kept.size();
            while (place > 0 && kept.get(place - 1).distance() > near.distance()) {
                place--;
            }
            kept.add(place, near);
            if (kept.size() > NEAREST) {
                kept.remove(NEAREST);
            }
        }

        /** Copies values to the end of those that are gathered, and gives the new count. */
        private int gather(float[] values, int from, int to, int count) {
            int grown = count + to - from;
            if (grown > scratch.length) {
                scratch = Arrays.copyOf(scratch, Math.max(grown, 2 * scratch.length));
            }
            System.arraycopy(values, from, scratch, count, to - from);
            return grown;
        }

        /** The lower median of what is gathered. */
        private float median(int count) {
            Arrays.sort(scratch, 0, count);
            return scratch[(count - 1) / 2];
        }

        void handOver(IdentityMedians all) {
            all.within.addAll(within);
            all.across.addAll(across);
            within.clear();
            across.clear();
            all.counts.add(counts);
            for (int evidence = 0; evidence < Evidence.values().length; evidence++) {
                Arrays.fill(counts.within[evidence], 0);
                Arrays.fill(counts.across[evidence], 0);
            }
        }
    }
}
