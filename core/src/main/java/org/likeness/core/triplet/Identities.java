package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/** The rows of each identity. */
final class Identities {
    private final int[] labels;
    private final int[] pictures;
    private final int[] rows; // by label, then in order
    private final int[] starts; // of each row's identity in rows
    private final int[] ends;

    Identities(EmbeddedPictures all) {
        this.labels = all.labels();
        this.pictures = all.pictures();
        this.rows = IntStream.range(0, labels.length)
                .mapToLong(row -> (long) labels[row] << 32 | row)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
        this.starts = new int[labels.length];
        this.ends = new int[labels.length];
        int start = 0;
        for (int place = 1; place <= rows.length; place++) {
            if (place == rows.length || labels[rows[place]] != labels[rows[start]]) {
                for (int member = start; member < place; member++) {
                    starts[rows[member]] = start;
                    ends[rows[member]] = place;
                }
                start = place;
            }
        }
    }

    int[] labels() {
        return labels;
    }

    /** How many rows there are. */
    int size() {
        return labels.length;
    }

    /** Writes the anchor's positives, in order, and returns how many there are; another look of the anchor's own picture is none. */
    int positives(int anchor, int[] target) {
        int count = 0;
        for (int place = starts[anchor]; place < ends[anchor]; place++) {
            if (pictures[rows[place]] != pictures[anchor]) {
                target[count++] = rows[place];
            }
        }
        return count;
    }

    /** Whether two rows show one identity in two pictures. */
    boolean isPositive(int anchor, int other) {
        return labels[anchor] == labels[other] && pictures[anchor] != pictures[other];
    }

    /** The most pictures that an identity has. */
    int largest() {
        return Arrays.stream(rows).map(row -> ends[row] - starts[row]).max().orElse(0);
    }
}
