package org.likeness.core.dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.likeness.core.LikenessException;
import org.likeness.core.random.SplitMix;
import org.likeness.core.recipe.SamplingSettings;

/**
 * Draws batches of P identities with K pictures each from a few shards at a time, for sets on disks and networks that are read fast only from the
 * beginning of a file to its end.
 *
 * <p>The shards of an epoch are in random order. A window of n shards slides over that order, one shard at a time, and on into the next epoch's;
 * at each place it stays for as many batches as the pictures of its first shard fill. Within the window, {@link PkSampler} draws. A
 * shard is therefore read once per epoch, and is in the window for as long as n shards last.
 *
 * <p>A batch is a function of seed and step. Shards may have any sizes: one with few people widens the window until it has P identities with two
 * pictures. Thread-safe.
 */
public final class ShardSampler implements BatchSampler {
    private final FaceDataset data;
    private final SamplingSettings settings;
    private final long seed;
    private final List<int[]> shards;
    private final int[] steps;
    private final long stepsPerEpoch;
    private final AtomicReference<Window> last = new AtomicReference<>();

    /**
     * Batches from a place of the window.
     *
     * @param number     of the place, from the first one of the run
     * @param identities in the window: places in the data set
     * @param sampler    of these
     */
    private record Window(long number, List<Integer> identities, PkSampler sampler) {}

    /**
     * @param data     whose pictures know their shards
     * @param settings with 1 or more shards
     * @throws LikenessException if the set is not in shards, an identity is in several, or {@link PkSampler} refuses the set
     */
    public ShardSampler(FaceDataset data, SamplingSettings settings, long seed) {
        new PkSampler(data, settings, seed); // its refusals
        this.data = data;
        this.settings = settings;
        this.seed = seed;
        this.shards = shards(data);
        int batch = settings.identities() * settings.picturesPerIdentity();
        this.steps = shards.stream()
                .mapToInt(identities -> (int) Math.max(1, Math.rint((double) pictures(data, identities) / batch)))
                .toArray();
        this.stepsPerEpoch = IntStream.of(steps).asLongStream().sum();
    }

    /** The identities of each shard, by the shards' names. */
    private static List<int[]> shards(FaceDataset data) {
        Map<String, List<Integer>> shards = new TreeMap<>();
        for (int identity = 0; identity < data.identities().size(); identity++) {
            shards.computeIfAbsent(shard(data.identities().get(identity)), name -> new ArrayList<>())
                    .add(identity);
        }
        return shards.values().stream()
                .map(identities ->
                        identities.stream().mapToInt(Integer::intValue).toArray())
                .toList();
    }

    private static String shard(Identity identity) {
        String shard = shard(identity.pictures().get(0));
        for (Picture picture : identity.pictures()) {
            if (!shard(picture).equals(shard)) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s is in several shards (%s, %s): batches from a few shards need all pictures of a person in one. Write the set as shards anew",
                        identity.name(),
                        shard,
                        shard(picture)));
            }
        }
        return shard;
    }

    private static String shard(Picture picture) {
        return picture.shard()
                .orElseThrow(() -> LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%s is not in a shard: batches from a few shards need a set of tar shards. Write the set as shards",
                        picture.name())));
    }

    private static long pictures(FaceDataset data, int[] identities) {
        return IntStream.of(identities)
                .mapToLong(
                        identity -> data.identities().get(identity).pictures().size())
                .sum();
    }

    /** Number of shards that there are. */
    public int shardCount() {
        return shards.size();
    }

    /** Batches in which each shard is once the first of the window. */
    public long stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /**
     * The batch of a step.
     *
     * @param confusionGroups not used: people who are confused with each other are seldom in the same shards
     */
    @Override
    public Batch sample(long step, ConfusionGroups confusionGroups) {
        Window window = window(step);
        return new Batch(window.sampler().sample(step).entries().stream()
                .map(entry -> Batch.Entry.of(data, window.identities().get(entry.identity()), entry.place()))
                .toList());
    }

    /** Several threads ask for neighboring steps, mostly of one place of the window. */
    private Window window(long step) {
        long epoch = step / stepsPerEpoch;
        int[] order = order(epoch);
        long left = step % stepsPerEpoch;
        int first = 0;
        while (left >= steps[order[first]]) {
            left -= steps[order[first++]];
        }
        long number = epoch * shards.size() + first;
        Window known = last.get();
        if (known == null || known.number() != number) {
            known = window(
                    number,
                    IntStream.concat(Arrays.stream(order).skip(first), Arrays.stream(order(epoch + 1)))
                            .toArray());
            last.set(known);
        }
        return known;
    }

    /** @param coming the shards from the first of the window on, each at least once */
    private Window window(long number, int[] coming) {
        Set<Integer> open = new LinkedHashSet<>();
        List<Integer> identities = new ArrayList<>();
        int able = 0;
        for (int shard : coming) {
            if (open.size() >= settings.shards() && able >= settings.identities()) {
                break;
            }
            if (open.add(shard)) {
                for (int identity : shards.get(shard)) {
                    identities.add(identity);
                    able += data.identities().get(identity).givesPositives() ? 1 : 0;
                }
            }
        }
        List<Integer> sorted = identities.stream().sorted().toList();
        FaceDataset part = new FaceDataset(
                data.name(), sorted.stream().map(data.identities()::get).toList());
        return new Window(number, sorted, new PkSampler(part, settings, seed));
    }

    /** The shards of an epoch in their order. */
    private int[] order(long epoch) {
        List<Integer> numbers = IntStream.range(0, shards.size()).boxed().toList();
        return Shuffled.of(numbers, new SplittableRandom(SplitMix.mix(SplitMix.mix(~seed) + epoch))).stream()
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
