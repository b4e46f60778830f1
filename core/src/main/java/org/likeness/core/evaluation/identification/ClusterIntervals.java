package org.likeness.core.evaluation.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.likeness.core.search.DenseLabels;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * Confidence intervals of 95 % of a {@link ClusterAgreement}: people are drawn with replacement, each with all faces. (Owen 2007; percentiles
 * of 1,000 draws.) For pairs, a pair of two people counts as often as the product of how often both were drawn, and a person who was drawn twice
 * is not compared with itself. For BCubed, a face keeps its precision and recall: in a cluster from which people are missing, precision would
 * be higher.
 *
 * @param pairwiseF of {@link ClusterAgreement#pairwiseF}
 * @param bcubedF   of {@link ClusterAgreement#bcubedF}
 */
public record ClusterIntervals(ConfidenceInterval pairwiseF, ConfidenceInterval bcubedF) {

    /** Faces of one person in one cluster. */
    private record Cell(int person, int faces) {}

    /**
     * Draws people.
     *
     * @param clusters of each face
     * @param people   of each face, in the same order, at least one
     * @param seed     of the draws
     */
    public static ClusterIntervals of(int[] clusters, int[] people, long seed) {
        int[] persons = DenseLabels.of(people);
        int[] totals = new int[Arrays.stream(persons).max().orElseThrow() + 1];
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        for (int i = 0; i < persons.length; i++) {
            totals[persons[i]]++;
            counts.computeIfAbsent(clusters[i], key -> new HashMap<>()).merge(persons[i], 1, Integer::sum);
        }
        List<List<Cell>> cells = new ArrayList<>();
        counts.values()
                .forEach(cluster -> cells.add(cluster.entrySet().stream()
                        .map(entry -> new Cell(entry.getKey(), entry.getValue()))
                        .toList()));
        SplittableRandom random = new SplittableRandom(seed);
        double[] pairwise = new double[MeanByPeople.DRAWS];
        double[] bcubed = new double[MeanByPeople.DRAWS];
        for (int draw = 0; draw < MeanByPeople.DRAWS; draw++) {
            int[] weights = new int[totals.length];
            for (int i = 0; i < totals.length; i++) {
                weights[random.nextInt(totals.length)]++;
            }
            pairwise[draw] = pairwiseF(cells, totals, weights);
            bcubed[draw] = bcubedF(cells, totals, weights);
        }
        return new ClusterIntervals(
                ConfidenceInterval.ofPercentiles(pairwise, MeanByPeople.KIND),
                ConfidenceInterval.ofPercentiles(bcubed, MeanByPeople.KIND));
    }

    private static double pairwiseF(Iterable<List<Cell>> clusters, int[] totals, int[] weights) {
        double together = 0;
        double inClusters = 0;
        double ofPeople = 0;
        for (int person = 0; person < totals.length; person++) {
            ofPeople += weights[person] * pairs(totals[person]);
        }
        for (List<Cell> cluster : clusters) {
            double sum = 0;
            double squares = 0;
            double own = 0;
            for (Cell cell : cluster) {
                double weighted = (double) weights[cell.person()] * cell.faces();
                sum += weighted;
                squares += weighted * weighted;
                own += weights[cell.person()] * pairs(cell.faces());
            }
            together += own;
            inClusters += own + (sum * sum - squares) / 2; // pairs of two people
        }
        return inClusters + ofPeople == 0 ? 0 : 2 * together / (inClusters + ofPeople);
    }

    private static double bcubedF(Iterable<List<Cell>> clusters, int[] totals, int[] weights) {
        double precision = 0;
        double recall = 0;
        double faces = 0;
        for (List<Cell> cluster : clusters) {
            int size = cluster.stream().mapToInt(Cell::faces).sum();
            for (Cell cell : cluster) {
                double drawn = (double) weights[cell.person()] * cell.faces();
                precision += drawn * cell.faces() / size;
                recall += drawn * cell.faces() / totals[cell.person()];
                faces += drawn;
            }
        }
        precision /= faces;
        recall /= faces;
        return 2 * precision * recall / (precision + recall);
    }

    private static double pairs(int faces) {
        return (double) faces * (faces - 1) / 2;
    }
}
