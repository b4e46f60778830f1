package org.likeness.api.data;

import java.util.List;
import org.likeness.api.Answer;
import org.likeness.api.PictureFailure;

/**
 * A face set written as tar shards: {@code likeness data shard}.
 *
 * @param folder              the folder
 * @param shardCount          shards in it
 * @param existingShardCount  those that an earlier command had written
 * @param peopleCount         people of the set
 * @param pictureCount        pictures in the shards
 * @param missingPictureCount pictures of the set whose bytes could not be read
 * @param failures            those of them that this command has tried to read
 */
public record ShardAnswer(
        String folder,
        int shardCount,
        int existingShardCount,
        int peopleCount,
        int pictureCount,
        int missingPictureCount,
        List<PictureFailure> failures)
        implements Answer {
    public ShardAnswer {
        failures = List.copyOf(failures);
    }
}
