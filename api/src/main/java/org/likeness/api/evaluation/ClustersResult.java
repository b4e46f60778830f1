package org.likeness.api.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * Clusters by average linkage.
 *
 * @param asManyAsPeople  with as many clusters as people
 * @param threshold       distance at which clusters were cut; null if there is none
 * @param withinThreshold cut at the threshold; null without one
 */
public record ClustersResult(
        ClusterFigures asManyAsPeople,
        @Nullable Double threshold,
        @Nullable ClusterFigures withinThreshold) implements EvaluationResult {
    /**
     * Clusters compared with people.
     *
     * @param clusterCount      clusters
     * @param peopleCount       people
     * @param precision         share of pairs within a cluster that show one person
     * @param recall            share of pairs of one person that are within a cluster
     * @param pairwiseF         harmonic mean of the two
     * @param bcubedPrecision   mean over faces of the share of its cluster that shows its person
     * @param bcubedRecall      mean over faces of the share of its person that is in its cluster
     * @param bcubedF           harmonic mean of the two
     * @param mutualInformation normalized mutual information, in [0, 1]
     * @param randIndex         Rand index adjusted for chance, at most 1
     */
    public record ClusterFigures(
            int clusterCount,
            int peopleCount,
            double precision,
            double recall,
            double pairwiseF,
            double bcubedPrecision,
            double bcubedRecall,
            double bcubedF,
            double mutualInformation,
            double randIndex) {}
}
