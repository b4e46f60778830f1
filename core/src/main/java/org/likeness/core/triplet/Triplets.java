package org.likeness.core.triplet;

import java.util.List;
import java.util.Locale;

/**
 * Triplets chosen from a batch, as rows of that batch.
 */
public final class Triplets {
    /** No triplet at all. */
    public static final Triplets NONE = new Triplets(new int[0], new int[0], new int[0]);

    private final int[] anchors;
    private final int[] positives;
    private final int[] negatives;

    /**
     * @param anchors   [T], rows of the batch
     * @param positives [T], other pictures of the anchors' identities
     * @param negatives [T], pictures of other identities
     */
    public Triplets(int[] anchors, int[] positives, int[] negatives) {
        if (anchors.length != positives.length || anchors.length != negatives.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d anchors, %d positives, %d negatives: as many of each are expected",
                    anchors.length,
                    positives.length,
                    negatives.length));
        }
        this.anchors = anchors;
        this.positives = positives;
        this.negatives = negatives;
    }

    /** A list of triplets, in its order. */
    public static Triplets of(List<Triplet> triplets) {
        return new Triplets(
                triplets.stream().mapToInt(Triplet::anchor).toArray(),
                triplets.stream().mapToInt(Triplet::positive).toArray(),
                triplets.stream().mapToInt(Triplet::negative).toArray());
    }

    public int[] anchors() {
        return anchors;
    }

    public int[] positives() {
        return positives;
    }

    public int[] negatives() {
        return negatives;
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
