package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.data.InspectAnswer;

/**
 * A set inspected on a cluster: {@code likeness spark inspect}.
 *
 * @param folder            the folder with a file for each part
 * @param partCount         parts of the set
 * @param existingPartCount those that an earlier command had read
 * @param unreadableParts   parts that could not be read, whose pictures are not counted
 * @param inspection        of the others
 */
public record ClusterInspectAnswer(
        String folder,
        int partCount,
        int existingPartCount,
        List<UnreadablePart> unreadableParts,
        InspectAnswer inspection)
        implements Answer {
    public ClusterInspectAnswer {
        unreadableParts = List.copyOf(unreadableParts);
    }
}
