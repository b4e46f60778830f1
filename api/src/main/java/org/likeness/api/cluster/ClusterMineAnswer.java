package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;

/**
 * Hard negatives found on a cluster: {@code likeness spark mine}.
 *
 * @param folder            with the negatives of each part
 * @param existingPartCount parts whose negatives an earlier command had found
 * @param space             id of the embedding space, 64 hexadecimal digits
 * @param faceCount         faces whose negatives were searched
 * @param negativeCount     negatives of each face, at most
 * @param recall            share of the true hardest negatives of a sample of faces that was found; 1 if all pairs were compared
 * @param cellCount         cells that the set was divided into; 0 if all pairs were compared
 * @param searchedCount     cells in which the negatives of a face were searched
 * @param lookAlikes        people who are taken for each other, those with the most faces first
 */
public record ClusterMineAnswer(
        String folder,
        int existingPartCount,
        String space,
        long faceCount,
        int negativeCount,
        double recall,
        int cellCount,
        int searchedCount,
        List<LookAlikePeople> lookAlikes)
        implements Answer {
    public ClusterMineAnswer {
        lookAlikes = List.copyOf(lookAlikes);
    }
}
