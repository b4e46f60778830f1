package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;
import org.likeness.core.Remedy;
import org.likeness.core.recipe.SamplingSettings;
import org.likeness.core.recipe.SamplingSettings.Weighting;

class PkSamplerTest {
    @Test
    void batchHasPIdentitiesWithKPicturesEach() {
        var sampler = new PkSampler(Albums.of("lfw", 5, 4, 9, 6, 4, 1), settings(3, 4, 0), 1);
        Batch batch = sampler.sample(0);
        assertThat(batch.size()).isEqualTo(12);
        assertThat(counts(batch))
                .hasSize(3)
                .allSatisfy((identity, pictures) -> assertThat(pictures).isEqualTo(4));
    }

    @Test
    void identitiesWithFewPicturesGiveAllAndOthersTopUp() {
        FaceDataset data = Albums.of("lfw", 2, 2, 2, 2, 2, 2, 2, 2);
        Batch batch = new PkSampler(data, settings(3, 4, 0), 1).sample(0);
        assertThat(batch.size()).isEqualTo(12);
        assertThat(counts(batch)).hasSize(6);
    }

    /** A resumed run draws what the run before it would have drawn, with whichever version. */
    @Test
    void batchesOfASeedAreTheSameForEver() {
        var sampler = new PkSampler(
                Albums.of("d", 1, 2, 3, 4, 1, 2, 3, 4, 1),
                new SamplingSettings(3, 2, 1, Weighting.SQUARE_ROOT, SamplingSettings.BatchNorm.PER_RANK, 0, 0),
                42);
        assertThat(places(sampler.sample(0))).containsExactly("3/0", "3/2", "2/1", "2/2", "5/0", "5/1", "0/0");
        assertThat(places(sampler.sample(1))).containsExactly("7/0", "7/2", "3/0", "3/3", "1/0", "1/1", "0/0");
        assertThat(places(sampler.sample(1000))).containsExactly("5/0", "5/1", "3/2", "3/1", "2/1", "2/2", "4/0");
    }

    private static List<String> places(Batch batch) {
        return batch.entries().stream()
                .map(entry -> entry.identity() + "/" + entry.place())
                .toList();
    }

    @Test
    void smallDataSetGivesAllItHas() {
        Batch batch = new PkSampler(Albums.of("lfw", 2, 3, 1), settings(10, 4, 5), 1).sample(0);
        assertThat(batch.size()).isEqualTo(6);
    }

    @Test
    void noPictureStandsTwiceAndLabelsAreTrue() {
        for (long seed = 0; seed < 200; seed++) {
            var random = new SplittableRandom(seed);
            FaceDataset data = Albums.of("lfw", random.ints(30, 1, 9).toArray());
            var settings = settings(random.nextInt(2, 12), random.nextInt(2, 6), random.nextInt(0, 6));
            Batch batch = new PkSampler(data, settings, seed).sample(random.nextLong());
            Set<Picture> pictures = new LinkedHashSet<>();
            int[] labels = batch.labels();
            for (int i = 0; i < batch.size(); i++) {
                Batch.Entry entry = batch.entries().get(i);
                assertThat(pictures.add(entry.picture())).as("seed %d", seed).isTrue();
                assertThat(labels[i]).isEqualTo(entry.identity());
                assertThat(data.identities().get(entry.identity()).pictures())
                        .as("seed %d", seed)
                        .contains(entry.picture());
            }
            long singles = Arrays.stream(labels)
                    .filter(label -> !data.identities().get(label).givesPositives())
                    .count();
            long available = (long) data.identities().size() - data.identitiesWithPositives();
            assertThat(singles).as("seed %d", seed).isEqualTo(Math.min(settings.singles(), available));
            int wanted = settings.identities() * settings.picturesPerIdentity();
            assertThat(batch.size() - singles).as("seed %d", seed).isLessThanOrEqualTo(wanted);
        }
    }

    @Test
    void batchIsAFunctionOfSeedAndStep() {
        FaceDataset data = Albums.of("lfw", 5, 4, 9, 6, 4, 7, 3, 2, 1, 1);
        var sampler = new PkSampler(data, settings(3, 3, 1), 42);
        Batch later = sampler.sample(1_000);
        sampler.sample(3);
        assertThat(sampler.sample(1_000)).isEqualTo(later);
        assertThat(new PkSampler(data, settings(3, 3, 1), 42).sample(1_000)).isEqualTo(later);
        assertThat(sampler.sample(1_001)).isNotEqualTo(later);
        assertThat(new PkSampler(data, settings(3, 3, 1), 43).sample(1_000)).isNotEqualTo(later);
    }

    @Test
    void firstIdentityIsDrawnByItsWeight() {
        FaceDataset data = Albums.of("lfw", 2, 20, 80);
        double[] expected = {Math.sqrt(2), Math.sqrt(20), Math.sqrt(20)};
        assertFirstDrawn(data, settings(2, 2, 0), expected);
        var uniform = new SamplingSettings(2, 2, 0, Weighting.UNIFORM, SamplingSettings.BatchNorm.PER_RANK, 0, 0);
        assertFirstDrawn(data, uniform, new double[] {1, 1, 1});
    }

    @Test
    void picturesOfAnIdentityAreDrawnAsOften() {
        FaceDataset data = Albums.of("lfw", 7, 7);
        var sampler = new PkSampler(data, settings(2, 3, 0), 5);
        Map<String, Integer> times = new HashMap<>();
        for (int step = 0; step < 7_000; step++) {
            sampler.sample(step)
                    .entries()
                    .forEach(entry -> times.merge(entry.picture().name(), 1, Integer::sum));
        }
        // 3 of 7: 3,000 times each, with a standard deviation of 41.
        assertThat(times)
                .hasSize(14)
                .allSatisfy((name, count) -> assertThat(count).isBetween(2_790, 3_210));
    }

    @Test
    void dataThatTeachNothingAreRefusedWithAWayOut() {
        assertThatThrownBy(() -> new PkSampler(Albums.of("photos", 1, 1, 1), settings(2, 2, 0), 1))
                .isInstanceOfSatisfying(
                        LikenessException.class,
                        error -> assertThat(error.remedy()).contains(new Remedy(Remedy.Action.ADD_PICTURES)))
                .hasMessage(
                        "no identity in photos/ has two pictures: a triplet needs an anchor and a positive of the same person");
        assertThatThrownBy(() -> new PkSampler(Albums.of("photos", 5), settings(2, 2, 0), 1))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "photos/ contains only one identity, p0: a triplet needs a negative of another person. Add people, one sub-folder each");
    }

    private static void assertFirstDrawn(FaceDataset data, SamplingSettings settings, double[] weights) {
        var sampler = new PkSampler(data, settings, 11);
        int steps = 20_000;
        var first = new int[weights.length];
        for (int step = 0; step < steps; step++) {
            first[sampler.sample(step).labels()[0]]++;
        }
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            double expected = steps * weights[i] / sum;
            // Five standard deviations at most.
            assertThat((double) first[i])
                    .as("%s identity %d", settings.weighting(), i)
                    .isBetween(expected - 5 * Math.sqrt(expected), expected + 5 * Math.sqrt(expected));
        }
    }

    private static Map<Integer, Integer> counts(Batch batch) {
        Map<Integer, Integer> counts = new HashMap<>();
        Arrays.stream(batch.labels()).forEach(label -> counts.merge(label, 1, Integer::sum));
        return counts;
    }

    private static SamplingSettings settings(int identities, int picturesPerIdentity, int singles) {
        return new SamplingSettings(
                identities,
                picturesPerIdentity,
                singles,
                Weighting.SQUARE_ROOT,
                SamplingSettings.BatchNorm.PER_RANK,
                0,
                0);
    }

    @Test
    void lookAlikesComeIntoTheBatchOfThoseTheyLookLike() {
        FaceDataset data =
                Albums.of("lfw", IntStream.generate(() -> 5).limit(100).toArray());
        int[][] next = IntStream.range(0, 100)
                .mapToObj(i -> new int[] {(i + 1) % 100, (i + 2) % 100, (i + 3) % 100})
                .toArray(int[][]::new);
        var sampler = new PkSampler(data, settings(12, 2, 0), 1, 0.5, 3);
        for (long step = 0; step < 50; step++) {
            Batch batch = sampler.sample(step, new ConfusionGroups(next, new long[0]));
            assertThat(batch).isEqualTo(sampler.sample(step, new ConfusionGroups(next, new long[0])));
            assertThat(counts(batch)).hasSize(12);
            List<Integer> people = new ArrayList<>(
                    new LinkedHashSet<>(Arrays.stream(batch.labels()).boxed().toList()));
            int leader = people.get(0);
            assertThat(people.subList(1, 3))
                    .as("step %d", step)
                    .isSubsetOf((leader + 1) % 100, (leader + 2) % 100, (leader + 3) % 100);
        }
        assertThat(sampler.sample(7)).isEqualTo(new PkSampler(data, settings(12, 2, 0), 1).sample(7));
    }

    @Test
    void peopleWhoseLabelsAreInDoubtComeIntoNoBatchTogether() {
        FaceDataset data = Albums.of("lfw", 3, 3, 3, 3, 1, 1);
        ConfusionGroups doubts = new ConfusionGroups(
                new int[][] {{1, 2}, {0, 4}}, new long[] {ConfusionGroups.pair(0, 1), ConfusionGroups.pair(5, 2)});
        var sampler = new PkSampler(data, settings(3, 3, 2), 3, 1, 2);
        int together = 0;
        for (long step = 0; step < 200; step++) {
            Set<Integer> people = counts(sampler.sample(step, doubts)).keySet();
            assertThat(people.containsAll(Set.of(0, 1))).as("step %d", step).isFalse();
            assertThat(people.containsAll(Set.of(2, 5))).as("step %d", step).isFalse();
            together += people.contains(0) && people.contains(2) ? 1 : 0;
        }
        assertThat(together).isPositive();
    }
}
