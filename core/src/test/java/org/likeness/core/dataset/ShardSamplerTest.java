package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.image.FaceImage;
import org.likeness.core.recipe.SamplingSettings;
import org.likeness.core.recipe.SamplingSettings.Weighting;

class ShardSamplerTest {
    private record InShard(String name, Optional<String> shard) implements Picture {
        @Override
        public FaceImage decode() {
            throw new IllegalStateException("sampling decodes nothing");
        }
    }

    /** @param shardOf the shard of each identity; negative for none */
    private static FaceDataset people(int identities, int picturesEach, IntUnaryOperator shardOf) {
        return new FaceDataset(
                "people",
                IntStream.range(0, identities)
                        .mapToObj(i -> new Identity(
                                "p" + i,
                                IntStream.range(0, picturesEach)
                                        .<Picture>mapToObj(k -> new InShard(
                                                "p" + i + "/" + k,
                                                Optional.of(shardOf.applyAsInt(i))
                                                        .filter(shard -> shard >= 0)
                                                        .map(shard -> "s" + shard)))
                                        .toList()))
                        .toList());
    }

    private static SamplingSettings settings(int identities, int pictures, int shards) {
        return new SamplingSettings(
                identities, pictures, 0, Weighting.UNIFORM, SamplingSettings.BatchNorm.PER_RANK, 0, shards);
    }

    private static Set<String> shards(Batch batch) {
        return batch.entries().stream()
                .map(entry -> entry.picture().shard().orElseThrow())
                .collect(Collectors.toSet());
    }

    @Test
    void batchesComeFromAWindowThatSlidesByOneShard() {
        ShardSampler sampler = new ShardSampler(people(200, 10, i -> i % 20), settings(5, 4, 3), 7);
        assertThat(sampler.stepsPerEpoch()).isEqualTo(100); // 20 shards with 100 pictures each, 20 to a batch
        for (long epoch = 0; epoch < 3; epoch++) {
            Set<String> seen = new HashSet<>();
            for (long place = 0; place < 20; place++) {
                Set<String> window = new HashSet<>();
                for (long step = 0; step < 5; step++) {
                    Batch batch = sampler.sample(100 * epoch + 5 * place + step);
                    assertThat(batch.size()).isEqualTo(20);
                    window.addAll(shards(batch));
                }
                assertThat(window).hasSizeLessThanOrEqualTo(3);
                seen.addAll(window);
            }
            assertThat(seen).hasSize(20);
        }
        Set<String> reads = new HashSet<>(); // each shard enters the window once, and once more where two epochs meet
        List<String> entered = new ArrayList<>();
        for (long place = 0; place < 20; place++) {
            Set<String> window = new HashSet<>();
            for (long step = 5 * place; step < 5 * place + 5; step++) {
                window.addAll(shards(sampler.sample(step)));
            }
            window.stream().filter(reads::add).forEach(entered::add);
        }
        assertThat(entered).hasSize(20);
    }

    /** A run that is resumed has no other state than its step. */
    @Test
    void aBatchIsAFunctionOfSeedAndStep() {
        FaceDataset people = people(90, 6, i -> i / 9);
        ShardSampler one = new ShardSampler(people, settings(4, 3, 2), 1);
        List<Long> steps =
                LongStream.of(0, 400, 3, 77, 76, 1_000_000_007L, 3).boxed().toList();
        for (long step : steps) {
            assertThat(one.sample(step)).isEqualTo(new ShardSampler(people, settings(4, 3, 2), 1).sample(step));
        }
        assertThat(one.sample(3)).isNotEqualTo(new ShardSampler(people, settings(4, 3, 2), 2).sample(3));
        assertThat(one.sample(3)).isNotEqualTo(one.sample(4));
        assertThat(one.sample(3)).isNotEqualTo(one.sample(3 + one.stepsPerEpoch()));
    }

    @Test
    void peopleAreDrawnAboutEquallyOften() {
        ShardSampler sampler = new ShardSampler(people(240, 10, i -> i % 24), settings(6, 5, 4), 3);
        Map<Integer, Integer> drawn = new TreeMap<>();
        long epochs = 60;
        for (long step = 0; step < epochs * sampler.stepsPerEpoch(); step++) {
            Set.copyOf(IntStream.of(sampler.sample(step).labels()).boxed().toList())
                    .forEach(identity -> drawn.merge(identity, 1, Integer::sum));
        }
        double mean = 6.0 * epochs * sampler.stepsPerEpoch() / 240;
        assertThat(drawn).hasSize(240);
        assertThat(drawn.values())
                .allSatisfy(count -> assertThat((double) count).isBetween(0.6 * mean, 1.4 * mean));
    }

    /** One large shard, many with a single person: nothing hangs, and batches are full. */
    @Test
    void shardsOfAnySizesFillTheBatches() {
        FaceDataset people = people(60, 4, i -> i < 40 ? 0 : i);
        ShardSampler sampler = new ShardSampler(people, settings(8, 4, 1), 5);
        Set<Integer> seen = new HashSet<>();
        for (long step = 0; step < 4 * sampler.stepsPerEpoch(); step++) {
            Batch batch = sampler.sample(step);
            assertThat(batch.size()).isEqualTo(32);
            IntStream.of(batch.labels()).forEach(seen::add);
        }
        assertThat(seen).hasSize(60);
        assertThat(new ShardSampler(people, settings(8, 4, 1000), 5).sample(0).size())
                .isEqualTo(32);
    }

    @Test
    void setsThatAreNotInShardsOrSplitPeopleAreRefused() {
        assertThatThrownBy(() -> new ShardSampler(people(5, 2, i -> -1), settings(2, 2, 1), 1))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("p0/0 is not in a shard");
        Identity split = new Identity(
                "ann", List.of(new InShard("ann/1", Optional.of("a")), new InShard("ann/2", Optional.of("b"))));
        FaceDataset data = new FaceDataset(
                "d", List.of(split, new Identity("bo", List.of(new InShard("bo/1", Optional.of("a"))))));
        assertThatThrownBy(() -> new ShardSampler(data, settings(2, 2, 1), 1))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("ann is in several shards (a, b)");
    }
}
