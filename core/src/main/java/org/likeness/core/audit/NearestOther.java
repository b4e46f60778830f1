package org.likeness.core.audit;

import java.io.Serializable;

/**
 * The people whom pictures resemble beside their own: of each row the nearest other center, its distance corrected for hubness.
 *
 * @param people    numbers; −1 where there is nobody else
 * @param distances to them; NaN where there is nobody else
 */
@SuppressWarnings("ArrayRecordComponent") // filled row by row, then only read
public record NearestOther(int[] people, double[] distances) implements Serializable {
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
}
