package org.likeness.core.evaluation.identification;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * The agreement of clusters with people.
 *
 * @param clusters          number of clusters
 * @param people            number of people
 * @param precision         share of pairs within a cluster that show one person; 1 if there are no pairs
 * @param recall            share of pairs of one person that are within a cluster; 1 if there are no pairs
 * @param bcubedPrecision   mean over faces of the share of the face's cluster that shows its person, itself included (Bagga and Baldwin 1998)
 * @param bcubedRecall      mean over faces of the share of its person's faces that are in its cluster
 * @param mutualInformation mutual information normalized by the arithmetic mean of the two entropies, in [0, 1]: NMI; 1 if both have one
 *                          part
 * @param randIndex         Rand index adjusted for chance, at most 1: ARI (Hubert and Arabie 1985); 1 if both partitions are equal
 */
public record ClusterAgreement(
        int clusters,
        int people,
        double precision,
        double recall,
        double bcubedPrecision,
        double bcubedRecall,
        double mutualInformation,
        double randIndex) {

    /**
     * Compares.
     *
     * @param clusters of each face
     * @param people   of each face, in the same order
     * @throws IllegalArgumentException if there are none, or not as many
     */
    public static ClusterAgreement of(int[] clusters, int[] people) {
        if (clusters.length != people.length || people.length == 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d clusters, %d people: one of each a face is expected",
                    clusters.length,
                    people.length));
        }
        Map<Long, Long> both = new HashMap<>();
        Map<Long, Long> byCluster = new HashMap<>();
        Map<Long, Long> byPerson = new HashMap<>();
        for (int i = 0; i < people.length; i++) {
            both.merge(((long) clusters[i] << 32) | Integer.toUnsignedLong(people[i]), 1L, Long::sum);
            byCluster.merge((long) clusters[i], 1L, Long::sum);
            byPerson.merge((long) people[i], 1L, Long::sum);
        }
        double together = pairs(both);
        double inClusters = pairs(byCluster);
        double ofPeople = pairs(byPerson);
        double all = (double) people.length * (people.length - 1) / 2;
        double expected = all == 0 ? 0 : inClusters * ofPeople / all;
        double most = (inClusters + ofPeople) / 2;
        return new ClusterAgreement(
                byCluster.size(),
                byPerson.size(),
                inClusters == 0 ? 1 : together / inClusters,
                ofPeople == 0 ? 1 : together / ofPeople,
                bcubed(both, byCluster, key -> key >> 32, people.length),
                bcubed(both, byPerson, key -> (int) key, people.length),
                information(both, byCluster, byPerson, people.length),
                most == expected ? 1 : (together - expected) / (most - expected));
    }

    /** Pairwise F: the harmonic mean of precision and recall; 0 where both are 0. */
    public double pairwiseF() {
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    /** BCubed F: the harmonic mean of its precision and recall. */
    public double bcubedF() {
        return 2 * bcubedPrecision * bcubedRecall / (bcubedPrecision + bcubedRecall);
    }

    /** Each of the n faces of one person in one cluster has n faces of its own kind among those of the whole. */
    private static double bcubed(Map<Long, Long> both, Map<Long, Long> wholes, LongUnaryOperator whole, double faces) {
        return both.entrySet().stream()
                        .mapToDouble(entry -> (double) entry.getValue()
                                * entry.getValue()
                                / wholes.getOrDefault(whole.applyAsLong(entry.getKey()), 1L))
                        .sum()
                / faces;
    }

    private static double pairs(Map<Long, Long> counts) {
        return counts.values().stream()
                .mapToDouble(count -> (double) count * (count - 1) / 2)
                .sum();
    }

    private static double information(
            Map<Long, Long> both, Map<Long, Long> byCluster, Map<Long, Long> byPerson, double size) {
        double entropies = (entropy(byCluster, size) + entropy(byPerson, size)) / 2;
        if (entropies == 0) {
            return 1;
        }
        double joint = entropy(both, size);
        return Math.max(0, 2 * entropies - joint) / entropies;
    }

    private static double entropy(Map<Long, Long> counts, double size) {
        return counts.values().stream()
                .mapToDouble(count -> -count / size * Math.log(count / size))
                .sum();
    }
}
