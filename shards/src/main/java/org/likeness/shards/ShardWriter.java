package org.likeness.shards;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.likeness.core.LikenessException;
import org.likeness.core.concurrent.Workers;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.file.AtomicFile;
import org.likeness.core.file.FolderLock;
import org.likeness.shards.tar.ShardFile;
import org.likeness.shards.tar.WidsIndex;

/**
 * Writes a face set as tar shards, with the index that wids reads. Pictures are copied as they are, not decoded. The same set, size and seed give
 * the same bytes, and a call that was interrupted is continued by the same call: a shard has its name only when it is whole.
 *
 * <p>The layout is described in {@code docs/formats/shards.md}.
 */
public final class ShardWriter {
    /** Pictures in a shard: 100 MB of aligned faces, as img2dataset's. */
    public static final int USUAL_PICTURES = 10_000;

    private static final String PLAN = "shards.txt";

    private final FaceDataset data;
    private final Path folder;
    private final ShardPlan plan;
    private final SortedMap<String, String> failures = new TreeMap<>();
    private final AtomicInteger pictures = new AtomicInteger();
    private final AtomicInteger existing = new AtomicInteger();

    private ShardWriter(FaceDataset data, Path folder, ShardPlan plan) {
        this.data = data;
        this.folder = folder;
        this.plan = plan;
    }

    /**
     * What was written.
     *
     * @param shards   number of shards in the folder
     * @param existing those that an earlier call had written
     * @param pictures number of pictures in them
     * @param missing  pictures of the set that are not in them, because they could not be read
     * @param failures why, of those that this call has tried to read
     */
    public record Result(int shards, int existing, int pictures, int missing, SortedMap<String, String> failures) {}

    /**
     * Writes the shards that are not there yet, and the index.
     *
     * @param folder           empty, missing, or begun by the same call
     * @param picturesPerShard at most, but for identities that have more; at least 1
     * @param seed             of the order of the identities
     * @param threads          that write, each a shard; at least 1
     * @param progress         told how many pictures are done, by any of the threads
     * @throws LikenessException if something else is in the folder, another process writes there, or a file cannot be written
     */
    public static Result write(
            FaceDataset data, Path folder, int picturesPerShard, long seed, int threads, IntConsumer progress) {
        var writer = new ShardWriter(data, folder, new ShardPlan(data, picturesPerShard, seed));
        writer.prepare();
        try (FolderLock lock = FolderLock.of(folder)) {
            return writer.write(threads, progress);
        }
    }

    private void prepare() {
        Path file = folder.resolve(PLAN);
        try {
            if (Files.exists(file)) {
                requireSame(Files.readString(file, StandardCharsets.UTF_8));
                return;
            }
            if (Files.exists(folder)) {
                requireEmpty();
            }
        } catch (IOException e) {
            throw LikenessException.unavailable(
                    String.format(Locale.ROOT, "%s cannot be read: %s", folder, e.getMessage()), e);
        }
        AtomicFile.write(file, plan.description());
    }

    private void requireSame(String found) {
        if (!found.equals(plan.description())) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%s contains shards of another set (%s), not of this one (%s): choose another folder",
                    folder,
                    String.join(", ", found.lines().toList()),
                    String.join(", ", plan.description().lines().toList())));
        }
    }

    private void requireEmpty() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw LikenessException.conflict(
                        String.format(Locale.ROOT, "%s is not empty: choose another folder", folder));
            }
        }
    }

    private Result write(int threads, IntConsumer progress) {
        List<Integer> numbers = IntStream.range(0, plan.shardCount()).boxed().toList();
        List<WidsIndex.Shard> shards = new Workers(threads).map(numbers, number -> shard(number, progress), done -> {});
        new WidsIndex(shards).write(folder.resolve(WidsIndex.FILE));
        int written = Math.toIntExact(
                shards.stream().mapToLong(WidsIndex.Shard::samples).sum());
        return new Result(shards.size(), existing.get(), written, data.pictureCount() - written, failures);
    }

    private WidsIndex.Shard shard(int number, IntConsumer progress) {
        Path file = folder.resolve(ShardPlan.fileName(number));
        boolean isThere = Files.exists(file);
        if (isThere) {
            existing.incrementAndGet();
        } else {
            SortedMap<String, String> unreadable = new TreeMap<>();
            ShardFile.write(file, data, plan.identities(number), unreadable::put);
            synchronized (failures) {
                failures.putAll(unreadable);
            }
        }
        progress.accept(pictures.addAndGet(plan.pictureCount(number)));
        return ShardFile.describe(file);
    }
}
