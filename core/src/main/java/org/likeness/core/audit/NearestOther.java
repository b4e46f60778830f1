package org.likeness.core.audit;

import java.io.Serializable;
import java.util.Arrays;
import org.likeness.core.search.CellSweep;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.Products;

/**
 * The people whom pictures resemble beside their own: of each row the nearest other center, its distance corrected for hubness.
 *
 * @param people    numbers; −1 where there is nobody else
 * @param distances to them; NaN where there is nobody else
 */
@SuppressWarnings("ArrayRecordComponent") // filled row by row, then only read
public record NearestOther(int[] people, double[] distances) implements Serializable {
    private static final double FARTHEST = 4; // two rows of length 1

    /**
     * Those of some rows.
     *
     * @param embeddings [rows × D], of length 1
     * @param labels     the number of each row's own person
     * @param end        the number after the highest that is compared with
     */
    static NearestOther of(Distances distances, float[] embeddings, int[] labels, int rows, int end, int threads) {
        PeopleCenters centers = distances.centers();
        NearestOther found = new NearestOther(new int[rows], new double[rows]);
        distances.forEach(embeddings, 0, rows, threads, (row, all) -> {
            found.people[row] = -1;
            found.distances[row] = Double.NaN;
            for (int person = 0; person < end; person++) {
                double distance = all[person] - centers.nearness(person);
                if (person != labels[row] && centers.size(person) > 0 && !(distance >= found.distances[row])) {
                    found.people[row] = person;
                    found.distances[row] = distance;
                }
            }
        });
        return found;
    }

    /**
     * Those of some rows, among all people.
     *
     * @param embeddings [rows × D], of length 1
     * @param labels     the number of each row's own person
     */
    public static NearestOther of(Distances distances, float[] embeddings, int[] labels, int threads) {
        return of(
                distances,
                embeddings,
                labels,
                labels.length,
                distances.centers().people(),
                threads);
    }

    /**
     * Those of some rows, among the people in the cells near each. A row without another person there is taken for one that is as far from
     * others as can be.
     *
     * @param rows of length 1, each with the number of its own person as its label
     */
    public static NearestOther of(
            PeopleCenters centers, CenterCells cells, EmbeddedPictures rows, Products products, int threads) {
        NearestOther found = new NearestOther(new int[rows.size()], new double[rows.size()]);
        Arrays.fill(found.people, -1);
        Arrays.fill(found.distances, FARTHEST);
        double slack = centers.mostNearness();
        cells.sweep(centers, rows, products, threads, new CellSweep.Visitor() {
            @Override
            public float limit(int row) {
                return found.people[row] < 0
                        ? Float.POSITIVE_INFINITY
                        : Math.nextUp((float) (found.distances[row] + slack));
            }

            @Override
            public float near(int row, int person, float squared) {
                double distance = squared - centers.nearness(person);
                boolean isOther = person != rows.labels()[row] && centers.size(person) > 0;
                if (isOther && (found.people[row] < 0 || distance < found.distances[row])) {
                    found.people[row] = person;
                    found.distances[row] = distance;
                }
                return limit(row);
            }
        });
        return found;
    }
}
