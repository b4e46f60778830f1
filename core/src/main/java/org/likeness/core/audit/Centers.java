package org.likeness.core.audit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/** The people of embeddings in memory, with their centers. */
final class Centers {
    private final EmbeddedPictures all;
    private final int[] starts; // of each person's rows, and the count of all
    private final List<PersonFaces> people;
    private final PeopleCenters centers;

    /**
     * @param all    rows of length 1, in the order of their people
     * @param people how many the labels may name; some may have no row
     */
    Centers(EmbeddedPictures all, int people) {
        this.all = all;
        this.starts = new int[people + 1];
        Arrays.stream(all.labels()).forEach(label -> starts[label + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
        this.people = IntStream.range(0, people)
                .mapToObj(person -> new PersonFaces(all, starts[person], starts[person + 1]))
                .toList();
        this.centers = centers();
    }

    private PeopleCenters centers() {
        int dimension = all.embeddingSize();
        float[] values = new float[people.size() * dimension];
        double[] products = new double[people.size()];
        for (int person = 0; person < people.size(); person++) {
            System.arraycopy(people.get(person).center(), 0, values, person * dimension, dimension);
            products[person] = people.get(person).product();
        }
        return new PeopleCenters(
                values, people.stream().mapToInt(PersonFaces::size).toArray(), products, all.sum(0, all.size()));
    }

    /** All of them. */
    PeopleCenters all() {
        return centers;
    }

    /** A person's first row; that of the count of people is the count of rows. */
    int start(int person) {
        return starts[person];
    }

    /** The distance of a row to the center of its person's other pictures; NaN without one. */
    double own(int row) {
        int person = all.labels()[row];
        return people.get(person).own(row - starts[person]);
    }

    /** Typical distance of two pictures of a person: the median of the medians; infinite if no person has two. */
    double usual() {
        double[] sorted = people.stream()
                .flatMapToDouble(person -> Arrays.stream(person.medians()))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.POSITIVE_INFINITY : sorted[(sorted.length - 1) / 2];
    }
}
