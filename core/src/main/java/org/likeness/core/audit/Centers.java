package org.likeness.core.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.algebra.Vectors;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The centers of identities, and the distances of pictures to them. A person's center is the mean of the core of its embeddings, normalized
 * to length 1; the core leaves out the quarter of the pictures with the largest median distance to the others, so that a wrong label does
 * not bias the center. With one or two pictures, all are the core. The distance of picture x to center c is ‖x − c‖², in [0, 4]; for its
 * own person, c is the center of the other pictures.
 *
 * <p>Some centers are near to all pictures (hubs). Their distances are corrected by the difference of their mean distance to other people's
 * pictures from that of the average center, as in the score normalization of speaker verification (z-norm: Auckenthaler, Carey and
 * Lloyd-Thomas, Digital Signal Processing
 * 10, 2000).
 */
final class Centers {
    private static final int LEAST_CORE = 2;

    private final EmbeddedPictures all;
    private final int dimension;
    private final int[] starts; // of each person's rows, and the count of all
    private final int[][] cores; // rows
    private final List<Double> medians = new ArrayList<>(); // of the distances of pictures to their person's others
    private final float[] centers; // [people × D]
    private final double[]
            nearness; // of each center to all pictures of others: their mean distance, less that of the mean center

    /**
     * @param all    rows of length 1, in the order of their people
     * @param people how many the labels may name; some may have no row
     */
    Centers(EmbeddedPictures all, int people) {
        this.all = all;
        this.dimension = all.embeddingSize();
        this.starts = new int[people + 1];
        Arrays.stream(all.labels()).forEach(label -> starts[label + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
        this.cores = new int[people][];
        this.centers = new float[people * dimension];
        for (int person = 0; person < people; person++) {
            cores[person] = core(person);
            System.arraycopy(center(person, -1), 0, centers, person * dimension, dimension);
        }
        this.nearness = nearnesses(people);
    }

    /** How many pictures a person has. */
    int size(int person) {
        return starts[person + 1] - starts[person];
    }

    /** A person's first row; that of the count of people is the count of rows. */
    int start(int person) {
        return starts[person];
    }

    /** The centers, [people × D]; zeros for people without a picture. */
    float[] values() {
        return centers;
    }

    /** What is to be taken off a distance to a person: above 0 for people who are farther from everybody than others. */
    double nearness(int person) {
        return nearness[person];
    }

    /** The distance of a row to the center of its person's other pictures; NaN without one. */
    double own(int row) {
        int person = all.labels()[row];
        if (size(person) == 1) {
            return Double.NaN;
        }
        float[] center = center(person, row);
        double sum = 0;
        for (int i = 0; i < dimension; i++) {
            double difference = (double) all.embeddings()[row * dimension + i] - center[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** Typical distance of two pictures of a person: the median of the medians; infinite if no person has two. */
    double usual() {
        double[] sorted =
                medians.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(sorted.length - 1) / 2];
    }

    private int[] core(int person) {
        int[] rows = IntStream.range(starts[person], starts[person + 1]).toArray();
        if (rows.length < 2) {
            return rows;
        }
        List<double[]> ranked = new ArrayList<>(); // medians and their rows
        for (int row : rows) {
            double[] distances = Arrays.stream(rows)
                    .filter(other -> other != row)
                    .mapToDouble(other -> all.distance(row, other))
                    .sorted()
                    .toArray();
            medians.add(distances[(distances.length - 1) / 2]);
            ranked.add(new double[] {distances[(distances.length - 1) / 2], row});
        }
        return ranked.stream()
                .sorted(Comparator.comparingDouble((double[] one) -> one[0]).thenComparingDouble(one -> one[1]))
                .limit(Math.max(LEAST_CORE, rows.length - (rows.length + 3) / 4))
                .mapToInt(one -> (int) one[1])
                .toArray();
    }

    /** Of a person's core without a row. */
    private float[] center(int person, int without) {
        float[] sum = new float[dimension];
        for (int row : cores[person]) {
            if (row != without) {
                for (int i = 0; i < dimension; i++) {
                    sum[i] += all.embeddings()[row * dimension + i];
                }
            }
        }
        return Vectors.unit(sum);
    }

    private double[] nearnesses(int people) {
        double[] everybody = new double[dimension];
        for (int i = 0; i < all.embeddings().length; i++) {
            everybody[i % dimension] += all.embeddings()[i];
        }
        double[] found = new double[people];
        for (int person = 0; person < people; person++) {
            double[] others = everybody.clone();
            for (int i = starts[person] * dimension; i < starts[person + 1] * dimension; i++) {
                others[i % dimension] -= all.embeddings()[i];
            }
            double product = 0;
            for (int i = 0; i < dimension; i++) {
                product += others[i] * centers[person * dimension + i];
            }
            found[person] = 2 - 2 * product / Math.max(1, all.size() - size(person));
        }
        double mean = IntStream.range(0, people)
                .filter(person -> size(person) > 0)
                .mapToDouble(person -> found[person])
                .average()
                .orElse(0);
        for (int person = 0; person < people; person++) {
            found[person] -= mean;
        }
        return found;
    }
}
