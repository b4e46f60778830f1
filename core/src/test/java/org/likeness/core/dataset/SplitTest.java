package org.likeness.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.likeness.core.LikenessException;

class SplitTest {
    @Test
    void heldBackPeopleGivePairsAndNobodyIsLost() {
        for (long seed = 0; seed < 30; seed++) {
            FaceDataset data = random(seed);
            Split split = Split.of(data, 5, seed);
            assertThat(split.heldBack().identities())
                    .as("seed %d", seed)
                    .hasSize(5)
                    .allMatch(Identity::givesPositives);
            List<Identity> both = new ArrayList<>(split.training().identities());
            both.addAll(split.heldBack().identities());
            assertThat(both).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(data.identities());
        }
    }

    @Test
    void splitDoesNotDependOnTheOrderOfReading() {
        FaceDataset data = random(3);
        List<Identity> shuffled = new ArrayList<>(data.identities());
        Collections.shuffle(shuffled, new Random(9));
        assertThat(Split.of(new FaceDataset("lfw", shuffled), 5, 7)).isEqualTo(Split.of(data, 5, 7));
        assertThat(Split.of(data, 5, 8)).isNotEqualTo(Split.of(data, 5, 7));
    }

    @Test
    void everybodyIsHeldBackAsOften() {
        FaceDataset data = Albums.of("lfw", 2, 3, 1, 9, 2, 1, 2);
        var times = new int[7];
        for (long seed = 0; seed < 3_000; seed++) {
            for (Identity identity : Split.of(data, 2, seed).heldBack().identities()) {
                times[Integer.parseInt(identity.name().substring(1))]++;
            }
        }
        // 2 of 5 candidates: 1,200 times each, with a standard deviation of 27.
        for (int i = 0; i < times.length; i++) {
            int expected = data.identities().get(i).givesPositives() ? 1_200 : 0;
            assertThat(times[i]).as("identity %d", i).isBetween(expected - 135, expected + 135);
        }
    }

    @Test
    void sharesPartEverybody() {
        FaceDataset data = random(5);
        List<FaceDataset> parts = Split.byShares(data, 1, 0.7, 0.1, 0.2);
        assertThat(parts).extracting(part -> part.identities().size()).containsExactly(28, 4, 8);
        Set<Identity> all = new HashSet<>();
        parts.forEach(part -> all.addAll(part.identities()));
        assertThat(all).containsExactlyInAnyOrderElementsOf(data.identities());
    }

    @Test
    void sharedPeopleAreRefused() {
        FaceDataset data = Albums.of("lfw", 1, 2, 3);
        FaceDataset part = new FaceDataset("pairs", data.identities().subList(1, 3));
        assertThat(Split.sharedIdentities(data, part)).containsExactly("p1", "p2");
        assertThatThrownBy(() -> Split.requireDisjoint(data, part))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "lfw and pairs share 2 identities (p1, p2): training people cannot be used for evaluation. Remove them from one");
    }

    @Test
    void tooFewPeopleAreRefused() {
        assertThatThrownBy(() -> Split.of(Albums.of("lfw", 2, 2, 1), 2, 1))
                .isInstanceOf(LikenessException.class)
                .hasMessage(
                        "lfw/ has 2 identities with two pictures or more: holding 2 back leaves none for training. Hold back fewer, or add pictures");
        assertThatThrownBy(() -> Split.byShares(Albums.of("lfw", 2, 2), 1, 0.9, 0.1))
                .isInstanceOf(LikenessException.class)
                .hasMessage("lfw/ has 2 identities: a share of 0.1 of them is empty");
    }

    private static FaceDataset random(long seed) {
        return Albums.of("lfw", new SplittableRandom(seed).ints(40, 1, 4).toArray());
    }
}
