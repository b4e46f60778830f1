package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.evaluation.VerificationFigures.RateAtThreshold;

/**
 * All pairs of a set that was embedded on a cluster: {@code likeness spark evaluate}.
 *
 * @param folder        of the embeddings
 * @param space         id of the embedding space, 64 hexadecimal digits
 * @param genuineCount  pairs of two pictures of one person; those of which a picture has no embedding never match
 * @param impostorCount pairs of two pictures of two people
 * @param auc           area under the ROC, in [0, 1]
 * @param aucError      by how much it may be off, at most, because distances are counted in bins
 * @param eer           equal error rate, in [0, 1]
 * @param rates         figures at false-match rates that the pairs suffice for
 */
public record ClusterPairsAnswer(
        String folder,
        String space,
        long genuineCount,
        long impostorCount,
        double auc,
        double aucError,
        double eer,
        List<RateAtThreshold> rates)
        implements Answer {
    public ClusterPairsAnswer {
        rates = List.copyOf(rates);
    }
}
