package org.likeness.api.cluster;

import java.util.List;
import org.likeness.api.Answer;

/**
 * A set embedded on a cluster: {@code likeness spark embed}.
 *
 * @param folder            the folder with a file for each part
 * @param space             id of the embedding space, 64 hexadecimal digits
 * @param partCount         parts of the set
 * @param existingPartCount those that an earlier command had embedded
 * @param embeddingCount    embeddings in the folder
 * @param failureCount      pictures without an embedding, named in the reports of the parts
 * @param resizedCount      pictures that were taken as faces although they have another size than the encoder's aligned ones
 * @param damageCount       damaged places in the files of the set, named there, too
 * @param unreadableParts       parts that could not be read, and are not in the folder
 */
public record ClusterEmbedAnswer(
        String folder,
        String space,
        int partCount,
        int existingPartCount,
        long embeddingCount,
        long failureCount,
        long resizedCount,
        long damageCount,
        List<UnreadablePart> unreadableParts)
        implements Answer {
    public ClusterEmbedAnswer {
        unreadableParts = List.copyOf(unreadableParts);
    }
}
