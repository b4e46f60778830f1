package org.likeness.core.embedding;

import java.util.List;
import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.algebra.OrthogonalProcrustes;
import org.likeness.core.algebra.Vectors;

/**
 * A linear map from one embedding space to another: a rotation, possibly with a reflection, fitted on pictures that both encoders have
 * embedded. It keeps distances within the space, so that it costs no accuracy there. Spaces of different sizes are taken as if the shorter
 * embeddings ended in zeros.
 *
 * <p>Two networks that were trained apart are related by more than a rotation: distances between mapped embeddings and those of the other
 * encoder need thresholds of their own. {@code docs/results/compatibility.md} has the accuracy of such comparisons.
 *
 * @see OrthogonalProcrustes
 */
public final class SpaceBridge {
    private final EncoderId from;
    private final EncoderId to;
    private final double[][] rotation;

    private SpaceBridge(EncoderId from, EncoderId to, double[][] rotation) {
        this.from = from;
        this.to = to;
        this.rotation = rotation;
    }

    /**
     * Fits a bridge.
     *
     * @param from embeddings of some pictures in one space, each [D]
     * @param to   embeddings of the same pictures, in order, in the other space, each [E]
     * @throws LikenessException        if there are fewer pictures than numbers in an embedding of either space
     * @throws SpaceMismatchException   if the embeddings of a list are of several spaces
     * @throws IllegalArgumentException if the lists are not equally long
     */
    public static SpaceBridge fit(List<Embedding> from, List<Embedding> to) {
        if (from.size() != to.size()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d embeddings in one space, %d in the other: pairs are expected",
                    from.size(),
                    to.size()));
        }
        int columns = from.isEmpty() ? 0 : from.get(0).values().length;
        int rows = to.isEmpty() ? 0 : to.get(0).values().length;
        int least = Math.max(1, Math.max(rows, columns));
        if (from.size() < least) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%d pictures were embedded by both encoders: a bridge between embeddings of %d and %d numbers needs at least %d",
                    from.size(),
                    columns,
                    rows,
                    least));
        }
        double[][] products = new double[rows][columns];
        for (int pair = 0; pair < from.size(); pair++) {
            float[] x = values(from.get(pair), from.get(0).space());
            float[] y = values(to.get(pair), to.get(0).space());
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    products[i][j] += (double) y[i] * x[j];
                }
            }
        }
        return new SpaceBridge(from.get(0).space(), to.get(0).space(), OrthogonalProcrustes.of(products));
    }

    /** The space that is mapped. */
    public EncoderId from() {
        return from;
    }

    /** The space that it is mapped to. */
    public EncoderId to() {
        return to;
    }

    /**
     * Maps an embedding.
     *
     * @param embedding of the space {@link #from}
     * @return of the space {@link #to}, of length 1; of length 0 if none of it lies in directions that the fitted pictures have
     * @throws SpaceMismatchException if it is of another space
     */
    public Embedding map(Embedding embedding) {
        float[] values = values(embedding, from);
        float[] mapped = new float[rotation.length];
        for (int i = 0; i < mapped.length; i++) {
            double sum = 0;
            for (int j = 0; j < values.length; j++) {
                sum += rotation[i][j] * values[j];
            }
            mapped[i] = (float) sum;
        }
        return new Embedding(to, Vectors.unit(mapped));
    }

    /** The way back: the transposed matrix, which is also what a fit in that direction gives. */
    public SpaceBridge reversed() {
        double[][] transposed = new double[rotation[0].length][rotation.length];
        for (int i = 0; i < rotation.length; i++) {
            for (int j = 0; j < transposed.length; j++) {
                transposed[j][i] = rotation[i][j];
            }
        }
        return new SpaceBridge(to, from, transposed);
    }

    private static float[] values(Embedding embedding, EncoderId space) {
        if (!embedding.space().equals(space)) {
            throw new SpaceMismatchException(String.format(
                    Locale.ROOT,
                    "an embedding of encoder %s where one of encoder %s is expected",
                    embedding.space().brief(),
                    space.brief()));
        }
        return embedding.values();
    }
}
