package org.likeness.core.audit;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The centers of all people of a set ({@link PersonFaces}).
 *
 * <p>Some centers are near to all pictures (hubs). Their distances are corrected by the difference of their mean distance to other people's
 * pictures from that of the average center, as in the score normalization of speaker verification (z-norm: Auckenthaler, Carey and
 * Lloyd-Thomas, Digital Signal Processing 10, 2000).
 */
public final class PeopleCenters implements Serializable {
    private static final long serialVersionUID = 1;

    private final float[] values;
    private final int[] sizes;
    private final double[] nearness;

    /**
     * @param values      [people × D]; zeros for people without a face
     * @param sizes       faces of each person
     * @param ownProducts of each person, {@link PersonFaces#product}
     * @param sum         of all embeddings, [D]
     */
    public PeopleCenters(float[] values, int[] sizes, double[] ownProducts, double[] sum) {
        this.values = values.clone();
        this.sizes = sizes.clone();
        this.nearness = nearness(ownProducts, sum);
    }

    /** The product of a center with a sum of embeddings. */
    static double product(float[] center, double[] sum) {
        double product = 0;
        for (int i = 0; i < sum.length; i++) {
            product += sum[i] * center[i];
        }
        return product;
    }

    private double[] nearness(double[] ownProducts, double[] sum) {
        long all = Arrays.stream(sizes).asLongStream().sum();
        double[] means = new double[sizes.length];
        for (int person = 0; person < sizes.length; person++) {
            float[] center = Arrays.copyOfRange(values, person * sum.length, (person + 1) * sum.length);
            double others = product(center, sum) - ownProducts[person];
            means[person] = 2 - 2 * others / Math.max(1, all - sizes[person]);
        }
        double mean = IntStream.range(0, sizes.length)
                .filter(person -> sizes[person] > 0)
                .mapToDouble(person -> means[person])
                .average()
                .orElse(0);
        return Arrays.stream(means).map(one -> one - mean).toArray();
    }

    /** How many people there are, those without a face among them. */
    public int people() {
        return sizes.length;
    }

    /** How many faces a person has. */
    public int size(int person) {
        return sizes[person];
    }

    /** The centers, [people × D]. */
    float[] values() {
        return values;
    }

    /** The centers, each with its person's number as its label; shared, to be read only. */
    EmbeddedPictures embeddings() {
        return EmbeddedPictures.distinct(values, IntStream.range(0, people()).toArray());
    }

    /** The same of some people. */
    public EmbeddedPictures only(int... some) {
        return embeddings().only(some);
    }

    /** The highest {@link #nearness}; 0 without people. */
    double mostNearness() {
        return Arrays.stream(nearness).max().orElse(0);
    }

    /** D. */
    int dimension() {
        return values.length / Math.max(1, sizes.length);
    }

    /** What is to be taken off a distance to a person: above 0 for people who are farther from everybody than others. */
    double nearness(int person) {
        return nearness[person];
    }
}
