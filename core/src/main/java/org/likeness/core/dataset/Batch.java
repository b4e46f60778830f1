package org.likeness.core.dataset;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The pictures of a training batch.
 *
 * @param entries each picture at most once
 */
public record Batch(List<Entry> entries) {
    /**
     * A picture and whose it is.
     *
     * @param identity place in the data set's list of identities
     * @param place    of the picture in the identity's list
     * @param picture  itself
     */
    public record Entry(int identity, int place, Picture picture) {
        /**
         * A picture of a data set.
         *
         * @param identity place in the data set's list of identities
         * @param place    of the picture in the identity's list
         * @throws IndexOutOfBoundsException if there is no such identity or picture
         */
        public static Entry of(FaceDataset data, int identity, int place) {
            return new Entry(
                    identity, place, data.identities().get(identity).pictures().get(place));
        }
    }

    public Batch {
        entries = List.copyOf(entries);
        Set<Long> taken = new HashSet<>();
        for (Entry entry : entries) {
            if (!taken.add((long) entry.identity() << 32 | entry.place())) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%s is in the batch twice", entry.picture().name()));
            }
        }
    }

    /** How many pictures there are. */
    public int size() {
        return entries.size();
    }

    /** Each entry's identity, [B]. */
    public int[] labels() {
        return entries.stream().mapToInt(Entry::identity).toArray();
    }
}
