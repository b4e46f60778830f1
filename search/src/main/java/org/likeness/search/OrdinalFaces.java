package org.likeness.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;

/**
 * Whose face each node of a graph is, by the node's number (ordinal), and which are removed. One thread at a time changes it; any number
 * read meanwhile.
 */
final class OrdinalFaces {
    private static final int FIRST_CAPACITY = 1024;

    private volatile long[] faces;
    private volatile long[] people;
    private volatile BitSet removed =
            new BitSet(); // replaced by a changed copy, so that searches read it without a lock
    private volatile int removedCount;
    private volatile int count;

    OrdinalFaces() {
        this(new long[FIRST_CAPACITY], new long[FIRST_CAPACITY], 0);
    }

    /**
     * @param faces  by ordinal; kept
     * @param people by ordinal; kept
     */
    OrdinalFaces(long[] faces, long[] people, int count) {
        this.faces = faces;
        this.people = people;
        this.count = count;
    }

    /** The same faces, which change independently. Nothing may be added meanwhile. */
    OrdinalFaces copy() {
        OrdinalFaces copy = new OrdinalFaces(faces.clone(), people.clone(), count);
        copy.remove(removed);
        return copy;
    }

    /** Some of the faces, under new numbers: their places in the list. */
    OrdinalFaces only(int[] ordinals) {
        return new OrdinalFaces(
                Arrays.stream(ordinals).mapToLong(this::face).toArray(),
                Arrays.stream(ordinals).mapToLong(this::person).toArray(),
                ordinals.length);
    }

    /** Nodes, removed ones included. */
    int count() {
        return count;
    }

    int removedCount() {
        return removedCount;
    }

    /** Faces that are not removed. */
    int live() {
        return count - removedCount;
    }

    long face(int ordinal) {
        return faces[ordinal];
    }

    long person(int ordinal) {
        return people[ordinal];
    }

    boolean isLive(int ordinal) {
        return !removed.get(ordinal);
    }

    /** The ordinal of a further face. */
    int append(long face, long person) {
        int ordinal = count;
        if (ordinal == faces.length) {
            faces = Arrays.copyOf(faces, grown(ordinal));
            people = Arrays.copyOf(people, grown(ordinal));
        }
        faces[ordinal] = face;
        people[ordinal] = person;
        count = ordinal + 1;
        return ordinal;
    }

    static int grown(int capacity) {
        return Math.max(FIRST_CAPACITY, capacity + (capacity >> 1));
    }

    /** The ordinal of a face that is not removed, or -1. */
    int find(long face) {
        long[] all = faces;
        for (int ordinal = 0; ordinal < count; ordinal++) {
            if (all[ordinal] == face && isLive(ordinal)) {
                return ordinal;
            }
        }
        return -1;
    }

    /** Removes those of some faces that are here. */
    void remove(Set<Long> some) {
        BitSet gone = new BitSet();
        for (int ordinal = 0; ordinal < count; ordinal++) {
            if (some.contains(faces[ordinal])) {
                gone.set(ordinal);
            }
        }
        remove(gone);
    }

    /** @param ordinal of a face that is not removed */
    void remove(int ordinal) {
        BitSet one = new BitSet();
        one.set(ordinal);
        remove(one);
    }

    /** @param ordinals of faces of which some may be removed already */
    private void remove(BitSet ordinals) {
        BitSet changed = (BitSet) removed.clone();
        changed.or(ordinals);
        removed = changed;
        removedCount = changed.cardinality();
    }

    /** The removed ordinals, as they are now; not to be changed, and never changing. */
    BitSet removed() {
        return removed;
    }
}
