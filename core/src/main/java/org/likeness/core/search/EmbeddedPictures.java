package org.likeness.core.search;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.IntStream;

/** Embeddings with their identities and pictures. */
public final class EmbeddedPictures {
    private static final double LONGEST =
            Float.MAX_VALUE / 8; // squared: two such rows are at most 4 times as far apart
    /** Nothing. */
    public static final EmbeddedPictures NONE = new EmbeddedPictures(new float[0], new int[0], new int[0]);

    private final float[] embeddings;
    private final int[] labels;
    private final int[] pictures;

    /**
     * @param embeddings [N × D], row by row
     * @param labels     identity of each row, [N]
     * @param pictures   number of each row's picture in its data set, [N]: a picture is no positive of itself
     */
    public EmbeddedPictures(float[] embeddings, int[] labels, int[] pictures) {
        if (labels.length != pictures.length
                || (labels.length == 0 ? embeddings.length > 0 : embeddings.length % labels.length != 0)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d numbers, %d labels and %d pictures do not make rows",
                    embeddings.length,
                    labels.length,
                    pictures.length));
        }
        this.embeddings = embeddings;
        this.labels = labels;
        this.pictures = pictures;
    }

    public float[] embeddings() {
        return embeddings;
    }

    public int[] labels() {
        return labels;
    }

    public int[] pictures() {
        return pictures;
    }

    /** Embeddings of pictures that all differ. */
    public static EmbeddedPictures distinct(float[] embeddings, int[] labels) {
        return new EmbeddedPictures(
                embeddings, labels, IntStream.range(0, labels.length).toArray());
    }

    /**
     * Rejects rows without a distance to others: a row that is not finite would silently have no neighbors.
     *
     * @return these
     * @throws IllegalArgumentException if a number is not finite, or a row so long that squared distances overflow; the message names the row
     */
    public EmbeddedPictures requireFinite() {
        for (int row = 0; row < size(); row++) {
            double square = square(row);
            if (!(square <= LONGEST)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "row %d, picture %d: the embedding has the length %s: finite numbers whose squared distances are floats are expected",
                        row,
                        pictures[row],
                        Math.sqrt(square)));
            }
        }
        return this;
    }

    /** The squared lengths of all rows, [N]. */
    float[] squares() {
        float[] squares = new float[size()];
        for (int row = 0; row < squares.length; row++) {
            squares[row] = (float) square(row);
        }
        return squares;
    }

    /** The squared length of the longest row; 0 if there is none. */
    public double longest() {
        return IntStream.range(0, size()).mapToDouble(this::square).max().orElse(0);
    }

    /** The squared length of a row. */
    double square(int row) {
        int dimension = embeddingSize();
        double square = 0;
        for (int i = row * dimension; i < (row + 1) * dimension; i++) {
            square += (double) embeddings[i] * embeddings[i];
        }
        return square;
    }

    /** N. */
    public int size() {
        return labels.length;
    }

    /** D; 0 where there is no row. */
    public int embeddingSize() {
        return labels.length == 0 ? 0 : embeddings.length / labels.length;
    }

    /** Some rows, one after another. */
    public EmbeddedPictures only(int... some) {
        int dimension = embeddingSize();
        float[] rows = new float[some.length * dimension];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(embeddings, some[i] * dimension, rows, i * dimension, dimension);
        }
        return new EmbeddedPictures(
                rows,
                IntStream.of(some).map(row -> labels[row]).toArray(),
                IntStream.of(some).map(row -> pictures[row]).toArray());
    }

    /** The sum of the rows from one on, up to another one without it: [D]. */
    public double[] sum(int from, int to) {
        int dimension = embeddingSize();
        double[] sum = new double[dimension];
        for (int i = from * dimension; i < to * dimension; i++) {
            sum[i % dimension] += embeddings[i];
        }
        return sum;
    }

    /** The squared distance of two rows. */
    public float distance(int one, int other) {
        int dimension = embeddingSize();
        float sum = 0;
        for (int i = 0; i < dimension; i++) {
            float difference = embeddings[one * dimension + i] - embeddings[other * dimension + i];
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * The rows of some parts, one after the other.
     *
     * @throws IllegalArgumentException if their embeddings are of several lengths
     */
    public static EmbeddedPictures joined(Collection<EmbeddedPictures> parts) {
        int rows = 0;
        int dimension = 0;
        for (EmbeddedPictures part : parts) {
            if (rows > 0 && part.size() > 0 && part.embeddingSize() != dimension) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "embeddings of %d and of %d numbers", dimension, part.embeddingSize()));
            }
            rows = Math.addExact(rows, part.size());
            dimension = Math.max(dimension, part.embeddingSize());
        }
        float[] embeddings = new float[Math.multiplyExact(rows, dimension)];
        int[] labels = new int[rows];
        int[] pictures = new int[rows];
        int row = 0;
        for (EmbeddedPictures part : parts) {
            System.arraycopy(part.embeddings, 0, embeddings, row * dimension, part.embeddings.length);
            System.arraycopy(part.labels, 0, labels, row, part.size());
            System.arraycopy(part.pictures, 0, pictures, row, part.size());
            row += part.size();
        }
        return new EmbeddedPictures(embeddings, labels, pictures);
    }
}
