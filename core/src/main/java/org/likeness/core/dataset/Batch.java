package org.likeness.core.dataset;

import java.util.List;

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
    public record Entry(int identity, int place, Picture picture) {}

    public Batch {
        entries = List.copyOf(entries);
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
