package org.likeness.core.triplet;

import java.util.Arrays;

/** A growing list of triplets. */
final class TripletList {
    private static final int FIRST_CAPACITY = 256;

    private int[] anchors = new int[FIRST_CAPACITY];
    private int[] positives = new int[FIRST_CAPACITY];
    private int[] negatives = new int[FIRST_CAPACITY];
    private int size;

    void add(int anchor, int positive, int negative) {
        if (size == anchors.length) {
            int larger = Math.multiplyExact(size, 2);
            anchors = Arrays.copyOf(anchors, larger);
            positives = Arrays.copyOf(positives, larger);
            negatives = Arrays.copyOf(negatives, larger);
        }
        anchors[size] = anchor;
        positives[size] = positive;
        negatives[size] = negative;
        size++;
    }

    Triplets toTriplets() {
        return new Triplets(
                Arrays.copyOf(anchors, size), Arrays.copyOf(positives, size), Arrays.copyOf(negatives, size));
    }
}
