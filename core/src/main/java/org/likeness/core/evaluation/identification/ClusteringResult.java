package org.likeness.core.evaluation.identification;

import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.core.search.EmbeddedPictures;

/**
 * How well clusters by average linkage agree with the people.
 *
 * @param faces           number of faces
 * @param people          number of people
 * @param asManyAsPeople  for as many clusters as there are people
 * @param withinThreshold for clusters cut at a distance; missing where there is none
 */
public record ClusteringResult(int faces, int people, ClusterAgreement asManyAsPeople, Optional<Cut> withinThreshold)
        implements SetResult {
    /**
     * Clusters cut at a distance.
     *
     * @param threshold the largest mean distance within a cluster
     */
    public record Cut(double threshold, ClusterAgreement agreement) {}

    /**
     * Clusters faces.
     *
     * @param threshold the distance of the cut; NaN where there is none
     * @param threads   at least 1
     */
    public static ClusteringResult of(EmbeddedPictures faces, double threshold, int threads) {
        AverageLinkage tree = AverageLinkage.of(faces, threads);
        int[] labels = faces.labels();
        int people = (int) IntStream.of(labels).distinct().count();
        return new ClusteringResult(
                labels.length,
                people,
                ClusterAgreement.of(tree.parted(people), labels),
                Double.isNaN(threshold)
                        ? Optional.empty()
                        : Optional.of(new Cut(threshold, ClusterAgreement.of(tree.within(threshold), labels))));
    }
}
