package org.likeness.training.loader;

import java.util.Locale;

/** Who is on the pictures of a batch: all that a loss is told besides the embeddings. */
public final class BatchLabels {
    private final long step;
    private final int[] labels;
    private final int[] pictures;

    /**
     * @param step     its number, from 0
     * @param labels   identity of each picture, [B]
     * @param pictures number of each in the training set, [B]
     */
    public BatchLabels(long step, int[] labels, int[] pictures) {
        if (labels.length != pictures.length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d labels and %d numbers of pictures", labels.length, pictures.length));
        }
        this.step = step;
        this.labels = labels;
        this.pictures = pictures;
    }

    public long step() {
        return step;
    }

    public int[] labels() {
        return labels;
    }

    public int[] pictures() {
        return pictures;
    }

    /** How many pictures, B. */
    public int size() {
        return labels.length;
    }
}
