package org.likeness.core.evaluation.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.embedding.Distance;
import org.likeness.core.evaluation.verification.Roc;
import org.likeness.core.evaluation.verification.ScoredPairs;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.statistics.Rate;

@Tag("slow")
class ProtocolsTest {
    /** People at random places on the sphere, each picture near its person's place; several thousand pairs. */
    private static FaceSet drawn(long seed, int people, int most, double noise) {
        SplittableRandom random = new SplittableRandom(seed);
        List<float[]> rows = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            float[] place = unit(random, new float[6], 1);
            int pictures = 1 + random.nextInt(most);
            for (int i = 0; i < pictures; i++) {
                rows.add(unit(random, place, noise));
                labels.add(person);
            }
        }
        float[] all = new float[rows.size() * 6];
        for (int i = 0; i < rows.size(); i++) {
            System.arraycopy(rows.get(i), 0, all, i * 6, 6);
        }
        return FaceSet.of(all, labels.stream().mapToInt(Integer::intValue).toArray());
    }

    private static float[] unit(SplittableRandom random, float[] place, double noise) {
        float[] row = new float[place.length];
        double square = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (place[i] + noise * random.nextGaussian());
            square += row[i] * row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= (float) Math.sqrt(square);
        }
        return row;
    }

    private static ScoredPairs slowly(FaceSet set) {
        EmbeddedPictures faces = set.faces();
        int size = faces.size();
        double[] distances = new double[size * (size - 1) / 2];
        boolean[] same = new boolean[distances.length];
        int next = 0;
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                distances[next] = faces.distance(i, j);
                same[next++] = faces.labels()[i] == faces.labels()[j];
            }
        }
        return new ScoredPairs(distances, same);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void countsOfAllPairsAreThoseOfTheListOfAllPairs(long seed) {
        FaceSet set = drawn(seed, 40, 5, 0.3);
        Roc slow = Roc.of(slowly(set));
        DistanceCounts fast = AllPairs.of(set, 3);
        assertThat(fast.genuine()).as("seed %d", seed).isEqualTo(slow.genuine());
        assertThat(fast.impostor()).isEqualTo(slow.impostor());
        assertThat(fast.areaUnderCurve()).isCloseTo(slow.areaUnderCurve(), within(fast.areaError() + 1e-6));
        assertThat(fast.areaError()).isLessThan(1e-4);
        assertThat(fast.equalErrorRate()).isCloseTo(slow.equalErrorRate(), within(2e-3));
        for (double rate : new double[] {0.001, 0.01, 0.1}) {
            double threshold = fast.thresholdAt(rate);
            assertThat(fast.falseMatches(threshold).value()).isLessThanOrEqualTo(rate);
            assertThat(threshold).isCloseTo(slow.thresholdAt(rate), within(0.02));
            assertThat(fast.falseMatches(threshold).count())
                    .isEqualTo(slow.falseMatches(threshold + 1e-7).count());
            assertThat(fast.trueMatches(threshold).count())
                    .isEqualTo(slow.trueMatches(threshold + 1e-7).count());
        }
        assertThat(AllPairs.of(set, 1).points()).isEqualTo(fast.points());
        assertThat(fast.points().get(0)).isEqualTo(new DistanceCounts.Point(Distance.BELOW_ALL, 0, 0));
        assertThat(fast.points().stream()
                        .filter(point -> point.falseMatchRate() == 0)
                        .mapToDouble(DistanceCounts.Point::trueMatchRate)
                        .max())
                .as("matches without a false match, seed %d", seed)
                .hasValue(slow.trueMatches(slow.thresholdAt(0)).value());
    }

    @Test
    void picturesWithoutAFaceNeverMatch() {
        FaceSet set = new FaceSet(
                EmbeddedPictures.distinct(new float[] {1, 0, 1, 0, 0, 1}, new int[] {0, 0, 1}), new int[] {1, 2, 0});
        DistanceCounts counts = AllPairs.of(set, 1);
        assertThat(counts.genuine())
                .as("three of the first person, three of the second")
                .isEqualTo(6);
        assertThat(counts.trueMatches(4)).isEqualTo(new Rate(1, 6));
        assertThat(counts.impostor()).isEqualTo(2);
        assertThat(counts.thresholdAt(0)).isBetween(1.99, 2.0);
    }

    @Test
    void whereEvenTheNearestPairsAreTooManyNothingMatches() {
        DistanceCounts counts = AllPairs.of(FaceSet.of(new float[] {1, 1, 1, 3}, new int[] {0, 0, 1, 1}), 1);
        assertThat(counts.thresholdAt(0.1)).isEqualTo(Distance.BELOW_ALL);
        assertThat(counts.falseMatches(-1)).isEqualTo(new Rate(0, 4));
        assertThat(counts.trueMatches(-1)).isEqualTo(new Rate(0, 2));
        assertThatThrownBy(() -> AllPairs.of(FaceSet.of(new float[] {1, 2}, new int[] {0, 1}), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 genuine and 1 impostor pairs");
    }

    @Test
    void searchWorkedByHand() {
        // On a line: a at 0, 1 and 10, b at 3, 4, c at 20 alone.
        FaceSet set = FaceSet.of(new float[] {0, 1, 10, 3, 4, 20}, new int[] {0, 0, 0, 1, 1, 2});
        Retrieval.Result found = Retrieval.of(set, 2);
        assertThat(found.queries()).isEqualTo(5);
        assertThat(found.leftOut()).isEqualTo(1);
        // a0: a1 b3 | a1: a0 b3 | a10: b4 b3 | b3: b4 | b4: b3
        assertThat(found.precisionAt1()).isEqualTo(new Rate(4, 5));
        assertThat(found.rPrecision()).isCloseTo((0.5 + 0.5 + 0 + 1 + 1) / 5, within(1e-12));
        assertThat(found.mapAtR()).isCloseTo((0.5 + 0.5 + 0 + 1 + 1) / 5, within(1e-12));
        assertThat(found.recall().at2()).isEqualTo(new Rate(4, 5));
        assertThat(found.recall().at4()).as("a10: b4, b3, a1 or c").isEqualTo(new Rate(5, 5));
    }

    @Test
    void ofEqualDistancesOtherPeopleComeFirst() {
        FaceSet set = FaceSet.of(new float[] {0, 1, -1, -1}, new int[] {0, 0, 1, 1});
        assertThat(Retrieval.of(set, 1).precisionAt1()).isEqualTo(new Rate(3, 4));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void searchIsThatOfASlowOne(long seed) {
        FaceSet set = drawn(seed, 25, 6, 0.5);
        int[] labels = set.faces().labels();
        double maps = 0;
        double precisions = 0;
        int queries = 0;
        int first = 0;
        for (int query = 0; query < labels.length; query++) {
            int own = query;
            int right = (int) Arrays.stream(labels)
                            .filter(label -> label == labels[own])
                            .count()
                    - 1;
            if (right == 0) {
                continue;
            }
            List<Integer> nearest = IntStream.range(0, labels.length)
                    .filter(row -> row != own)
                    .boxed()
                    .sorted(Comparator.comparingDouble(row -> set.faces().distance(own, row)))
                    .toList();
            double sum = 0;
            int hits = 0;
            for (int place = 0; place < right; place++) {
                if (labels[nearest.get(place)] == labels[own]) {
                    hits++;
                    sum += hits / (place + 1.0);
                }
            }
            queries++;
            maps += sum / right;
            precisions += (double) hits / right;
            first += labels[nearest.get(0)] == labels[own] ? 1 : 0;
        }
        Retrieval.Result found = Retrieval.of(set, 3);
        assertThat(found.queries()).as("seed %d", seed).isEqualTo(queries);
        assertThat(found.mapAtR()).isCloseTo(maps / queries, within(1e-9));
        assertThat(found.rPrecision()).isCloseTo(precisions / queries, within(1e-9));
        assertThat(found.precisionAt1().count()).isEqualTo(first);
        assertThat(found.mapAtRInterval().lower()).isLessThan(found.mapAtR());
        assertThat(found.mapAtRInterval().upper()).isGreaterThan(found.mapAtR());
    }

    @Test
    void openSetWorkedByHand() {
        EmbeddedPictures gallery = EmbeddedPictures.distinct(new float[] {0, 10}, new int[] {0, 1});
        EmbeddedPictures known = EmbeddedPictures.distinct(new float[] {1, 8, 6}, new int[] {0, 1, 0});
        EmbeddedPictures strange = EmbeddedPictures.distinct(new float[] {2, 13, 30, 40}, new int[] {2, 2, 3, 3});
        // strangers are 4, 9, 400 and 900 away; right ones 1 and 4, 6 is nearer to 10
        OpenSet.Result found = OpenSet.of(new OpenSetTrial(gallery, known, 1, strange), new double[] {0.25, 0.5}, 2);
        assertThat(found.enrolled()).isEqualTo(2);
        assertThat(found.rankOne()).as("one wrong, one without a face").isEqualTo(new Rate(2, 4));
        assertThat(found.points().get(0).falsePositives()).isEqualTo(new Rate(1, 4));
        assertThat(found.points().get(0).falseNegatives()).isEqualTo(new Rate(2, 4));
        assertThat(found.points().get(0).threshold()).isBetween(8.99, 9.0);
        assertThat(found.points().get(1).falsePositives()).isEqualTo(new Rate(2, 4));
        assertThat(found.points().get(0).measurable()).isFalse();
    }

    @Test
    void theThresholdOfStrangersKeepsTiesOut() {
        EmbeddedPictures gallery = EmbeddedPictures.distinct(new float[] {0}, new int[] {0});
        EmbeddedPictures known = EmbeddedPictures.distinct(new float[] {1}, new int[] {0});
        EmbeddedPictures strange = EmbeddedPictures.distinct(new float[] {2, 2, 2, 9}, new int[] {1, 1, 1, 1});
        OpenSet.Point point = OpenSet.of(new OpenSetTrial(gallery, known, 0, strange), new double[] {0.5}, 1)
                .points()
                .get(0);
        assertThat(point.falsePositives()).as("three at once are too many").isEqualTo(new Rate(0, 4));
        assertThat(point.falseNegatives()).isEqualTo(new Rate(0, 1));
    }

    @Test
    void whereTooManyStrangersAreAtDistanceZeroNobodyIsIdentified() {
        EmbeddedPictures gallery = EmbeddedPictures.distinct(new float[] {0}, new int[] {0});
        EmbeddedPictures known = EmbeddedPictures.distinct(new float[] {0}, new int[] {0});
        EmbeddedPictures strange = EmbeddedPictures.distinct(new float[] {0, 0, 0, 9}, new int[] {1, 1, 1, 1});
        OpenSet.Point point = OpenSet.of(new OpenSetTrial(gallery, known, 0, strange), new double[] {0.5}, 1)
                .points()
                .get(0);
        assertThat(point.threshold()).isEqualTo(Distance.BELOW_ALL);
        assertThat(point.falsePositives()).isEqualTo(new Rate(0, 4));
        assertThat(point.falseNegatives()).isEqualTo(new Rate(1, 1));
    }

    @Test
    void nobodyIsProbeAndGalleryAtOnce() {
        FaceSet set = drawn(9, 30, 4, 0.2);
        OpenSetTrial trial =
                OpenSetTrial.draw(set, IntStream.range(0, 30).boxed().toList(), 8, 2, new SplittableRandom(1));
        assertThat(Arrays.stream(trial.gallery().labels()).distinct().count()).isEqualTo(8);
        assertThat(trial.known().labels())
                .containsOnly(Arrays.stream(trial.gallery().labels()).toArray());
        assertThat(trial.strange().labels()).doesNotContain(trial.gallery().labels());
        assertThat(trial.gallery().size()
                        + trial.known().size()
                        + trial.strange().size())
                .isEqualTo(set.size());
        assertThat(IntStream.concat(
                        Arrays.stream(trial.gallery().pictures()),
                        Arrays.stream(trial.known().pictures())))
                .doesNotHaveDuplicates();
    }

    @Test
    void largeTrialsAreTheSameEachTimeAndPerfectEmbeddingsArePerfect() {
        FaceSet perfect = drawn(11, 6000, 3, 1e-4);
        Blufr.Result found = Blufr.of(perfect, 5, 2, done -> {});
        assertThat(found.trials()).hasSize(10).allSatisfy(trial -> {
            assertThat(trial.people()).isEqualTo(6000 - Math.round(6000 * 1500 / 5749.0));
            assertThat(trial.falseMatches().value()).isLessThanOrEqualTo(0.001);
            assertThat(trial.identification().enrolled()).isEqualTo((int) Math.round(trial.people() * 1000 / 4249.0));
        });
        assertThat(found.verification().mean()).isEqualTo(1);
        assertThat(found.verification().deviation()).isZero();
        FaceSet noisy = drawn(12, 3000, 3, 0.4);
        Blufr.Result one = Blufr.of(noisy, 5, 1, done -> {});
        assertThat(Blufr.of(noisy, 5, 2, done -> {})).isEqualTo(one);
        assertThat(one.verification().mean()).isBetween(0.01, 0.99);
        assertThat(Blufr.of(noisy, 6, 2, done -> {}).verification()).isNotEqualTo(one.verification());
    }

    @Test
    void aSetThatDoesNotSupportTheRatesIsRefused() {
        assertThatThrownBy(() -> Blufr.of(drawn(1, 60, 3, 0.3), 1, 1, done -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("30 need 30,000 pairs");
        assertThatThrownBy(() ->
                        Blufr.of(FaceSet.of(new float[] {1, 2, 3, 4}, new int[] {0, 1, 2, 3}), 1, 1, done -> {}))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("0 people of the trial have two faces");
    }

    @Test
    void oneOfManyIsFoundAsOftenAsChanceSaysWhereFacesSayNothing() {
        SplittableRandom random = new SplittableRandom(3);
        float[] nothing = new float[200 * 4];
        int[] labels = new int[200];
        for (int i = 0; i < nothing.length; i++) {
            nothing[i] = (float) random.nextGaussian();
            labels[i / 4] = i / 8;
        }
        FaceSet set = FaceSet.of(nothing, labels);
        assertThat(NWay.of(set, 5, 4000, 1).right().value()).isCloseTo(0.2, within(0.05));
        assertThat(NWay.of(set, 5, 4000, 1)).isEqualTo(NWay.of(set, 5, 4000, 1));
        NWay.Result nothingKnown = NWay.of(set, 5, 4000, 1);
        assertThat(nothingKnown.interval().lower())
                .isLessThan(nothingKnown.right().value());
        assertThat(nothingKnown.interval().upper())
                .isGreaterThan(nothingKnown.right().value());
        assertThat(NWay.of(drawn(2, 50, 4, 1e-4), 20, 500, 1).right()).isEqualTo(new Rate(500, 500));
        assertThatThrownBy(() -> NWay.of(set, 101, 10, 1))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("101-way identification of 100 people");
    }

    @Test
    void clustersWorkedByHand() {
        // Four people's pictures in three clusters: {a a b} {b} {c c}
        ClusterAgreement found = ClusterAgreement.of(new int[] {0, 0, 0, 1, 2, 2}, new int[] {0, 0, 1, 1, 2, 2});
        assertThat(found.precision()).isEqualTo(2 / 4.0);
        assertThat(found.recall()).isEqualTo(2 / 3.0);
        assertThat(found.pairwiseF()).isCloseTo(4 / 7.0, within(1e-12));
        assertThat(ClusterAgreement.of(new int[] {3, 3, 5}, new int[] {1, 1, 0}).randIndex())
                .isEqualTo(1);
    }

    @Test
    void clustersGrowWithTheThreshold() {
        FaceSet set = FaceSet.of(new float[] {0, 1, 10, 12, 40}, new int[] {0, 0, 1, 1, 2});
        AverageLinkage tree = AverageLinkage.of(set.faces(), 1);
        assertThat(tree.within(0.5)).containsExactly(0, 1, 2, 3, 4);
        assertThat(tree.within(4)).containsExactly(0, 0, 1, 1, 2);
        assertThat(tree.within(115)).as("(100 + 144 + 81 + 121)/4 is 111.5").containsExactly(0, 0, 0, 0, 1);
        assertThat(tree.parted(1)).containsOnly(0);
        assertThat(tree.parted(5)).containsExactly(0, 1, 2, 3, 4);
    }
}
