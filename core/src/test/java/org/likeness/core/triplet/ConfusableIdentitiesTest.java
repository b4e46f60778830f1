package org.likeness.core.triplet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.dataset.ConfusionGroups;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.search.ExactSearch;
import org.likeness.core.search.NearestNegatives;
import org.likeness.core.triplet.ConfusableIdentities.Suspect;

class ConfusableIdentitiesTest {
    private static final int DIMENSION = 16;

    private static NearestNegatives nearest(EmbeddedPictures all, int count) {
        return new ExactSearch(2).of(all, count);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void exactSearchFindsTheNearestNegatives(long seed) {
        for (SlowBatch batch : List.of(SlowBatch.coarse(seed), SlowBatch.sphere(seed, 70 + (int) seed, 9, 12))) {
            NearestNegatives found = nearest(EmbeddedPictures.distinct(batch.embeddings(), batch.labels()), 5);
            for (int row = 0; row < batch.size(); row++) {
                int anchor = row;
                int[] expected = IntStream.range(0, batch.size())
                        .filter(other -> batch.labels()[other] != batch.labels()[anchor])
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer other) -> batch.distance(anchor, other))
                                .thenComparing(other -> other))
                        .limit(5)
                        .mapToInt(other -> other)
                        .toArray();
                assertThat(found.rows()[row]).as("row %d of %s", row, batch).isEqualTo(expected);
                for (int i = 0; i < expected.length; i++) {
                    assertThat(found.distances()[row][i]).isEqualTo(batch.distance(row, expected[i]));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void meanDistancesAreThoseOfALookAtEach(long seed) {
        SlowBatch batch = SlowBatch.sphere(seed, 40, 6, 9);
        IdentityDistances means =
                new IdentityDistances(EmbeddedPictures.distinct(batch.embeddings(), batch.labels()), 10);
        for (int row = 0; row < batch.size(); row++) {
            for (int identity = 0; identity < 10; identity++) {
                int anchor = row;
                int label = identity;
                double expected = IntStream.range(0, batch.size())
                        .filter(other -> other != anchor && batch.labels()[other] == label)
                        .mapToDouble(other -> batch.distance(anchor, other))
                        .average()
                        .orElse(Double.POSITIVE_INFINITY);
                if (Double.isInfinite(expected)) {
                    assertThat(means.meanTo(row, identity)).as("seed %d", seed).isEqualTo(expected);
                } else {
                    assertThat(means.meanTo(row, identity)).as("seed %d", seed).isCloseTo(expected, within(1e-5));
                }
            }
        }
    }

    /** Six pictures each of twelve people, clearly apart; the labels are the test's to spoil. */
    private static EmbeddedPictures people(long seed, int[] labels) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] embeddings = new float[labels.length * DIMENSION];
        for (int row = 0; row < labels.length; row++) {
            SplittableRandom center = new SplittableRandom(1000 * seed + row / 6);
            double squares = 0;
            for (int i = row * DIMENSION; i < (row + 1) * DIMENSION; i++) {
                embeddings[i] = (float) (center.nextDouble(-1, 1) + random.nextDouble(-0.25, 0.25));
                squares += embeddings[i] * embeddings[i];
            }
            for (int i = row * DIMENSION; i < (row + 1) * DIMENSION; i++) {
                embeddings[i] /= (float) Math.sqrt(squares);
            }
        }
        return EmbeddedPictures.distinct(embeddings, labels);
    }

    private static int[] trueLabels() {
        return IntStream.range(0, 72).map(row -> row / 6).toArray();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void cleanLabelsGiveConfusionGroupsAndNoSuspects(long seed) {
        EmbeddedPictures all = people(seed, trueLabels());
        ConfusableIdentities found = ConfusableIdentities.of(all, 12, nearest(all, 20));
        assertThat(found.suspects()).isEmpty();
        for (int identity = 0; identity < 12; identity++) {
            assertThat(found.confusionGroups().of(identity))
                    .as("seed %d", seed)
                    .isNotEmpty()
                    .doesNotContain(identity)
                    .startsWith(nearestIdentity(all, identity));
        }
    }

    private static int nearestIdentity(EmbeddedPictures all, int identity) {
        SlowBatch slow = new SlowBatch(0, all.embeddings(), all.labels());
        return IntStream.range(0, all.size())
                .filter(row -> all.labels()[row] != identity)
                .boxed()
                .min(Comparator.comparingDouble(row -> IntStream.range(0, all.size())
                        .filter(own -> all.labels()[own] == identity)
                        .mapToDouble(own -> slow.distance(own, row))
                        .min()
                        .orElseThrow()))
                .map(row -> all.labels()[row])
                .orElseThrow();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aPictureUnderAWrongNameIsSuspectedAndKeptApart(long seed) {
        int[] labels = trueLabels();
        labels[7] = 3; // of person 1
        EmbeddedPictures all = people(seed, labels);
        ConfusableIdentities found = ConfusableIdentities.of(all, 12, nearest(all, 20));
        assertThat(found.suspects())
                .as("seed %d", seed)
                .anyMatch(suspect -> suspect.picture() == 7 && all.labels()[suspect.other()] == 1);
        assertThat(found.suspects())
                .as("seed %d", seed)
                .allMatch(suspect -> suspect.picture() == 7 || suspect.other() == 7);
        assertThat(found.confusionGroups().of(1)).doesNotContain(3);
        assertThat(found.confusionGroups().mayJoin(1, List.of(5, 3))).isFalse();
        assertThat(found.confusionGroups().mayJoin(1, List.of(5, 2))).isTrue();
    }

    @Test
    void aPersonUnderTwoNamesIsMostlySuspectedAndNobodyElseIs() {
        int found = 0;
        for (long seed = 1; seed <= 20; seed++) {
            int[] labels = trueLabels();
            Arrays.fill(labels, 27, 30, 11); // half of person 4
            Arrays.fill(labels, 66, 72, 10); // person 11 joins 10, so that the name is free
            EmbeddedPictures all = people(seed, labels);
            ConfusableIdentities confusions = ConfusableIdentities.of(all, 12, nearest(all, 20));
            assertThat(Arrays.stream(confusions.confusionGroups().apart()))
                    .as("seed %d", seed)
                    .allMatch(pair -> pair == ConfusionGroups.pair(4, 11));
            assertThat(confusions.suspects())
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo(Comparator.comparingDouble(Suspect::distance));
            found += confusions.confusionGroups().apart().length;
        }
        assertThat(found).isGreaterThanOrEqualTo(15);
    }

    @Test
    void anEmptySetHasNoConfusions() {
        ConfusableIdentities found =
                ConfusableIdentities.of(EmbeddedPictures.NONE, 3, nearest(EmbeddedPictures.NONE, 5));
        assertThat(found.suspects()).isEmpty();
        assertThat(found.confusionGroups().of(2)).isEmpty();
    }
}
