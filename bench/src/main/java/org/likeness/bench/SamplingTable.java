package org.likeness.bench;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.core.dataset.BatchSampler;
import org.likeness.core.dataset.ComputedPictures;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Identity;
import org.likeness.core.dataset.Picture;
import org.likeness.core.dataset.PkSampler;
import org.likeness.core.dataset.ShardSampler;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.SamplingSettings;

/** How far batches from a few shards are from batches of the whole set: rows of a table, for each width of the window. */
public final class SamplingTable {
    private static final int P = 28;
    private static final int K = 4;
    private static final int EARLIER = 20;
    private static final int EPOCHS = 3;
    private static final long SEED = 1;

    private SamplingTable() {}

    private record InShard(String name, int number) implements Picture {
        @Override
        public FaceImage decode() {
            throw new IllegalStateException("nothing is decoded");
        }

        @Override
        public Optional<String> shard() {
            return Optional.of(Integer.toString(number));
        }
    }

    /** Takes the number of shards, people in each, and pictures of each person. */
    public static void main(String[] arguments) {
        int shards = Integer.parseInt(arguments[0]);
        int people = Integer.parseInt(arguments[1]);
        int pictures = Integer.parseInt(arguments[2]);
        FaceDataset data = new FaceDataset(
                "sampled",
                IntStream.range(0, shards * people)
                        .mapToObj(i -> new Identity(
                                "p" + i,
                                new ComputedPictures(pictures, k -> new InShard("p" + i + "/" + k, i % shards))))
                        .toList());
        System.out.printf(
                Locale.ROOT,
                "%d shards, %d people in each, %d pictures of each, P %d, K %d, %d epochs%n",
                shards,
                people,
                pictures,
                P,
                K,
                EPOCHS);
        for (int window : new int[] {1, 2, 4, 8, 16, 32, 0}) {
            SamplingSettings settings = new SamplingSettings(
                    P, K, 0, SamplingSettings.Weighting.UNIFORM, SamplingSettings.BatchNorm.PER_RANK, 0, window);
            BatchSampler sampler =
                    window == 0 ? new PkSampler(data, settings, SEED) : new ShardSampler(data, settings, SEED);
            long steps = Math.round((double) shards * people * pictures / (P * K));
            System.out.println(row(window == 0 ? "all" : Integer.toString(window), sampler, shards * people, steps));
        }
    }

    /**
     * Over some epochs: how unequally often people are drawn, how many others a person meets, and how many people of a batch were in one of the
     * batches before.
     */
    private static String row(String window, BatchSampler sampler, int people, long stepsPerEpoch) {
        int[] drawn = new int[people];
        BitSet[] met = new BitSet[people];
        Arrays.setAll(met, i -> new BitSet(people));
        Deque<BitSet> earlier = new ArrayDeque<>();
        double again = 0;
        for (long step = 0; step < EPOCHS * stepsPerEpoch; step++) {
            BitSet batch = new BitSet(people);
            IntStream.of(sampler.sample(step).labels()).forEach(batch::set);
            BitSet before = new BitSet(people);
            earlier.forEach(before::or);
            before.and(batch);
            again += (double) before.cardinality() / batch.cardinality();
            earlier.add(batch);
            if (earlier.size() > EARLIER) {
                earlier.remove();
            }
            batch.stream().forEach(i -> {
                drawn[i]++;
                met[i].or(batch);
            });
        }
        double mean = IntStream.of(drawn).average().orElse(0);
        double variance = IntStream.of(drawn)
                .mapToDouble(count -> (count - mean) * (count - mean))
                .average()
                .orElse(0);
        double partners =
                List.of(met).stream().mapToInt(BitSet::cardinality).average().orElse(0) - 1;
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f | %.2f | %.1f | %.1f %% |",
                window,
                mean,
                Math.sqrt(variance),
                Math.sqrt(mean),
                partners,
                100 * again / (EPOCHS * stepsPerEpoch));
    }
}
