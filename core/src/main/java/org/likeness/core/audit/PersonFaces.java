package org.likeness.core.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The faces of one person. Its center is the mean of the core of its embeddings, normalized to length 1; the core leaves out the quarter of
 * the faces with the largest median distance to the others, so that a wrong label does not bias the center. With one or two faces, all are
 * the core.
 */
public final class PersonFaces {
    private static final int LEAST_CORE = 2;

    private final EmbeddedPictures all;
    private final int from;
    private final int to;
    private final double[] medians; // of each face's distances to the others; none with one face
    private final int[] core; // rows

    /**
     * @param all  rows of length 1
     * @param from the person's first row
     * @param to   the row after the last one
     */
    public PersonFaces(EmbeddedPictures all, int from, int to) {
        this.all = all;
        this.from = from;
        this.to = to;
        this.medians = to - from < 2
                ? new double[0]
                : IntStream.range(from, to).mapToDouble(this::median).toArray();
        this.core = core();
    }

    /** How many there are. */
    public int size() {
        return to - from;
    }

    private double median(int row) {
        double[] distances = IntStream.range(from, to)
                .filter(other -> other != row)
                .mapToDouble(other -> all.distance(row, other))
                .sorted()
                .toArray();
        return distances[(distances.length - 1) / 2];
    }

    private int[] core() {
        if (medians.length == 0) {
            return IntStream.range(from, to).toArray();
        }
        return IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> medians[row - from])
                        .thenComparingInt(row -> row))
                .limit(Math.max(LEAST_CORE, size() - (size() + 3) / 4))
                .mapToInt(row -> row)
                .toArray();
    }

    /** The center, [D]; zeros without a face. */
    public float[] center() {
        return center(-1);
    }

    private float[] center(int without) {
        int dimension = all.embeddingSize();
        float[] sum = new float[dimension];
        for (int row : core) {
            if (row != without) {
                for (int i = 0; i < dimension; i++) {
                    sum[i] += all.embeddings()[row * dimension + i];
                }
            }
        }
        return Vectors.unit(sum);
    }

    /**
     * The distance of a face to the center of the others, ‖x − c‖², in [0, 4]; NaN if there are none.
     *
     * @param face from 0 on
     */
    public double own(int face) {
        if (size() == 1) {
            return Double.NaN;
        }
        int dimension = all.embeddingSize();
        float[] center = center(from + face);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double difference = (double) all.embeddings()[(from + face) * dimension + i] - center[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** The product of the center with the sum of the embeddings. */
    public double product() {
        return PeopleCenters.product(center(), all.sum(from, to));
    }

    /** Of each face the median distance to the others; none with one face. */
    double[] medians() {
        return Arrays.copyOf(medians, medians.length);
    }
}
