package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;

/**
 * Hard negatives found on a cluster: {@code likeness spark mine}.
 *
 * @param folder        with the negatives of each part
 * @param space         id of the embedding space, 64 hexadecimal digits
 * @param faceCount     faces whose negatives were searched
 * @param negativeCount negatives of each face, at most
 * @param lookAlikes    people who are taken for each other, those with the most faces first
 */
public record ClusterMineAnswer(
        String folder, String space, long faceCount, int negativeCount, List<LookAlikePeople> lookAlikes)
        implements Answer {
    public ClusterMineAnswer {
        lookAlikes = List.copyOf(lookAlikes);
    }
}
