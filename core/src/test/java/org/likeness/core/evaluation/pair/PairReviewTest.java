package org.likeness.core.evaluation.pair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.core.LikenessException;
import org.likeness.core.evaluation.identification.IdentificationTest;

class PairReviewTest {
    @Test
    void whatCannotBeJudgedIsLeftOutAndWhatIsRepeatedStays() {
        PairReview review = PairReview.of(
                List.of("a", "b", "c", "b", "d", "a", "e"),
                List.of("b", "b", "d", "a", "c", "c", "e"),
                new boolean[] {true, true, true, true, false, false, false});
        assertThat(review.kept()).as("a–b twice, a–c").containsExactly(0, 3, 5);
        assertThat(review.self()).as("b–b, and e–e said to be two people").containsExactly(1, 6);
        assertThat(review.contradictory()).as("c–d, once the other way round").containsExactly(2, 4);
        assertThat(review.repeated()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void agreesWithComparingEachPairWithEach(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int size = 120;
        int[] first = random.ints(size, 0, 12).toArray();
        int[] second = random.ints(size, 0, 12).toArray();
        boolean[] same = new boolean[size];
        List<Integer> kept = new ArrayList<>();
        List<Integer> self = new ArrayList<>();
        List<Integer> contradictory = new ArrayList<>();
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            same[i] = (first[i] + second[i]) % 5 == 0 ^ random.nextInt(30) == 0;
        }
        for (int i = 0; i < size; i++) {
            boolean contradicted = false;
            boolean before = false;
            for (int j = 0; j < size; j++) {
                boolean alike = (first[i] == first[j] && second[i] == second[j])
                        || (first[i] == second[j] && second[i] == first[j]);
                contradicted |= alike && same[i] != same[j];
                before |= alike && j < i;
            }
            if (first[i] == second[i]) {
                self.add(i);
            } else if (contradicted) {
                contradictory.add(i);
            } else {
                kept.add(i);
                if (before) {
                    repeated.add(i);
                }
            }
        }
        PairReview review = PairReview.of(
                java.util.Arrays.stream(first).boxed().toList(),
                java.util.Arrays.stream(second).boxed().toList(),
                same);
        assertThat(contradictory).as("seed %d", seed).isNotEmpty();
        assertThat(review).as("seed %d", seed).isEqualTo(new PairReview(kept, self, contradictory, repeated));
    }

    @Test
    void aListOfWhichTooLittleIsLeftIsRefused() {
        IdentificationTest.Named a = new IdentificationTest.Named("a");
        IdentificationTest.Named b = new IdentificationTest.Named("b");
        PairList list =
                new PairList("pairs.txt", List.of(new FacePair(a, a, true, 0), new FacePair(a, b, false, 0)), 1);
        assertThatThrownBy(() -> list.kept(list.review(picture -> picture.name())))
                .isInstanceOf(LikenessException.class)
                .hasMessageContaining("pairs.txt", "0 genuine and 1 impostor pairs are left");
    }
}
