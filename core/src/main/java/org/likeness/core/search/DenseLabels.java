package org.likeness.core.search;

import java.util.Arrays;
import java.util.Locale;

/** Labels renumbered from 0 without gaps, so that counts by label take memory only for existing labels. */
public final class DenseLabels {
    private DenseLabels() {}

    /**
     * The labels, numbered in their order: the least becomes 0. Labels that are dense already stay as they are.
     *
     * @param labels at least 0, of any size
     * @return one for each, in [0, number of different labels)
     * @throws IllegalArgumentException if one is negative; the message names its row
     */
    public static int[] of(int[] labels) {
        for (int row = 0; row < labels.length; row++) {
            if (labels[row] < 0) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "row %d has the label %d: a number of 0 or more is expected", row, labels[row]));
            }
        }
        int[] present = Arrays.stream(labels).sorted().distinct().toArray();
        return Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(present, label))
                .toArray();
    }
}
