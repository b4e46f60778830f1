package org.likeness.core.acquisition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.image.Box;

class NonMaximumSuppressionTest {
    private record Scored(Box box, double score) {}

    @Test
    void whateverIsKeptOverlapsNothingSurerAndWhateverIsNotDoes() {
        for (long seed = 0; seed < 50; seed++) {
            var random = new SplittableRandom(seed);
            List<Scored> all = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Box box = new Box(random.nextInt(50), random.nextInt(50), random.nextInt(30), random.nextInt(30));
                all.add(new Scored(box, random.nextInt(20) / 20.0));
            }
            List<Scored> kept = new NonMaximumSuppression(0.3, 1000).of(all, Scored::score, Scored::box);
            assertThat(kept).as("seed %d", seed).isSortedAccordingTo((a, b) -> Double.compare(b.score(), a.score()));
            for (Scored one : all) {
                boolean suppressed = kept.stream()
                        .anyMatch(other -> other != one
                                && other.score() >= one.score()
                                && other.box().intersectionOverUnion(one.box()) > 0.3);
                boolean isKept = kept.stream().anyMatch(other -> other == one);
                assertThat(isKept).as("seed %d, %s", seed, one).isEqualTo(!suppressed);
            }
        }
    }

    @Test
    void noMoreThanSoManyAreLookedAt() {
        List<Scored> all = List.of(
                new Scored(new Box(0, 0, 5, 5), 0.7),
                new Scored(new Box(10, 0, 5, 5), 0.9),
                new Scored(new Box(20, 0, 5, 5), 0.8));
        assertThat(new NonMaximumSuppression(0.3, 2).of(all, Scored::score, Scored::box))
                .containsExactly(all.get(1), all.get(2));
    }
}
