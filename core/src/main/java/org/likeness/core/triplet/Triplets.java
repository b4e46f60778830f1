package org.likeness.core.triplet;

import java.util.Locale;

/**
 * Triplets chosen from a batch, as rows of that batch.
 *
 * @param anchors   [T], rows of the batch
 * @param positives [T], other pictures of the anchors' identities
 * @param negatives [T], pictures of other identities
 */
public record Triplets(int[] anchors, int[] positives, int[] negatives) {
    /** No triplet at all. */
    public static final Triplets NONE = new Triplets(new int[0], new int[0], new int[0]);

    public Triplets {
        if (anchors.length != positives.length || anchors.length != negatives.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d anchors, %d positives, %d negatives: as many of each are wanted",
                    anchors.length,
                    positives.length,
                    negatives.length));
        }
    }

    /** How many triplets, T. */
    public int size() {
        return anchors.length;
    }

    /** One of them. */
    public Triplet get(int index) {
        return new Triplet(anchors[index], positives[index], negatives[index]);
    }
}
