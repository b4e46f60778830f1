package org.likeness.shards;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.Shuffled;
import org.likeness.core.file.Sha256;

/**
 * Which identities are in which shard: a function of the set's names, the size and the seed. Identities are in random order, so that each shard
 * is a random sample of the people, and each is in one shard alone.
 */
final class ShardPlan {
    private static final int DIGITS = 6;

    private final FaceDataset data;
    private final int picturesPerShard;
    private final long seed;
    private final List<int[]> shards = new ArrayList<>();

    /**
     * @param picturesPerShard at most, but for identities that have more
     * @throws LikenessException if there would be too many shards to be numbered
     */
    ShardPlan(FaceDataset data, int picturesPerShard, long seed) {
        this.data = data;
        this.picturesPerShard = picturesPerShard;
        this.seed = seed;
        List<Integer> order =
                Shuffled.of(IntStream.range(0, data.identities().size()).boxed().toList(), new SplittableRandom(seed));
        List<Integer> shard = new ArrayList<>();
        int pictures = 0;
        for (int identity : order) {
            int more = pictures(identity);
            if (!shard.isEmpty() && pictures + more > picturesPerShard) {
                shards.add(shard.stream().mapToInt(Integer::intValue).toArray());
                shard.clear();
                pictures = 0;
            }
            shard.add(identity);
            pictures += more;
        }
        shards.add(shard.stream().mapToInt(Integer::intValue).toArray());
        if (shards.size() > 1_000_000) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT, "%,d shards: at most 1,000,000 are written; make them larger", shards.size()));
        }
    }

    private int pictures(int identity) {
        return data.identities().get(identity).pictures().size();
    }

    int shardCount() {
        return shards.size();
    }

    /** The identities of a shard, in the order in which they are written. */
    int[] identities(int shard) {
        return shards.get(shard);
    }

    /** Number of pictures in a shard. */
    int pictureCount(int shard) {
        return IntStream.of(shards.get(shard)).map(this::pictures).sum();
    }

    static String fileName(int shard) {
        return String.format(Locale.ROOT, "faces-%0" + DIGITS + "d.tar", shard);
    }

    /** All that determines the shards, but for the pictures' bytes. */
    String description() {
        MessageDigest names = Sha256.digest();
        for (Identity identity : data.identities()) {
            names.update((identity.name() + "\n").getBytes(StandardCharsets.UTF_8));
            for (Picture picture : identity.pictures()) {
                names.update(("\t" + picture.name() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return String.format(
                Locale.ROOT,
                """
                version=1
                people=%d
                pictures=%d
                names=%s
                picturesPerShard=%d
                seed=%d
                """,
                data.identities().size(),
                data.pictureCount(),
                Sha256.hex(names),
                picturesPerShard,
                seed);
    }
}
