package org.likeness.core.triplet;

import java.util.stream.IntStream;

/**
 * Embeddings, and of what they are.
 *
 * @param embeddings [N × D], row by row
 * @param labels     identity of each row, [N]
 * @param pictures   number of each row's picture in its data set, [N]: a picture is no positive of itself
 */
public record EmbeddedPictures(float[] embeddings, int[] labels, int[] pictures) {
    /** Nothing. */
    public static final EmbeddedPictures NONE = new EmbeddedPictures(new float[0], new int[0], new int[0]);

    public EmbeddedPictures {
        if (labels.length != pictures.length
                || (labels.length == 0 ? embeddings.length > 0 : embeddings.length % labels.length != 0)) {
            throw new IllegalArgumentException("%d numbers, %d labels and %d pictures do not make rows"
                    .formatted(embeddings.length, labels.length, pictures.length));
        }
    }

    /** Embeddings of pictures that all differ. */
    public static EmbeddedPictures distinct(float[] embeddings, int[] labels) {
        return new EmbeddedPictures(
                embeddings, labels, IntStream.range(0, labels.length).toArray());
    }

    /** N. */
    public int size() {
        return labels.length;
    }

    /** D; 0 where there is no row. */
    public int embeddingSize() {
        return labels.length == 0 ? 0 : embeddings.length / labels.length;
    }

    /**
     * These rows, and others after them.
     *
     * @throws IllegalArgumentException if both have rows, of other lengths
     */
    public EmbeddedPictures followedBy(EmbeddedPictures others) {
        if (others.size() == 0) {
            return this;
        }
        if (size() > 0 && embeddingSize() != others.embeddingSize()) {
            throw new IllegalArgumentException(
                    "embeddings of %d and of %d numbers".formatted(embeddingSize(), others.embeddingSize()));
        }
        float[] all = new float[embeddings.length + others.embeddings.length];
        System.arraycopy(embeddings, 0, all, 0, embeddings.length);
        System.arraycopy(others.embeddings, 0, all, embeddings.length, others.embeddings.length);
        return new EmbeddedPictures(all, joined(labels, others.labels), joined(pictures, others.pictures));
    }

    private static int[] joined(int[] first, int[] second) {
        return IntStream.concat(IntStream.of(first), IntStream.of(second)).toArray();
    }
}
