package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.likeness.search.SearchIndex.Hit;

/** The graph beside a comparison with every embedding. */
class GraphIndexTest {
    private static final int DIMENSION = 24;

    private final KnownFaces faces = new KnownFaces();

    /** Faces of people, five each. */
    private void draw(SplittableRandom random, long from, int count) {
        float[] center = {};
        for (long face = from; face < from + count; face++) {
            if (face % 5 == 0 || center.length == 0) {
                center = KnownFaces.near(random, new float[DIMENSION], 1);
            }
            faces.put(face, face / 5, KnownFaces.near(random, center, 0.08));
        }
    }

    /** The share of probes, each beside a known face, whose nearest person is found. What is found has its true distance and face. */
    private double recall(SearchIndex index, SplittableRandom random, int probes) {
        List<Long> numbers = faces.numbers();
        int right = 0;
        for (int i = 0; i < probes; i++) {
            float[] probe = KnownFaces.near(random, faces.embedding(numbers.get(random.nextInt(numbers.size()))), 0.08);
            List<Hit> found = index.nearest(probe, 3);
            assertThat(found).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(a.distance(), b.distance()));
            assertThat(found.stream().map(Hit::person).distinct()).hasSize(3);
            for (Hit hit : found) { // an exact index of one face
                KnownFaces alone = new KnownFaces();
                alone.put(hit.face(), faces.person(hit.face()), faces.embedding(hit.face()));
                assertThat(List.of(hit)).isEqualTo(alone.nearest(probe, 1));
            }
            right += found.get(0).equals(faces.nearest(probe, 1).get(0)) ? 1 : 0;
        }
        return (double) right / probes;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void findsNearlyAlwaysTheNearestPersonWhileFacesComeAndGo(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 2)) {
            draw(random, 0, 3_000);
            faces.addTo(index);
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 300; i++) {
                    List<Long> numbers = faces.numbers();
                    long gone = numbers.get(random.nextInt(numbers.size()));
                    assertThat(index.remove(gone)).isTrue();
                    assertThat(index.remove(gone)).isFalse();
                    faces.remove(gone);
                }
                for (long face = 10_000 + 200 * round; face < 10_200 + 200 * round; face++) {
                    faces.put(face, face / 5, KnownFaces.near(random, new float[DIMENSION], 1));
                    index.add(face, face / 5, faces.embedding(face));
                }
                assertThat(index.size()).isEqualTo(faces.size());
                assertThat(recall(index, random, 60))
                        .as("seed %d, round %d", seed, round)
                        .isGreaterThan(0.97);
            }
        }
    }

    @Test
    void aLargerIndexKeepsMoreCandidates() {
        assertThat(GraphIndex.candidates(10)).isEqualTo(96);
        assertThat(GraphIndex.candidates(100_000)).isEqualTo(96);
        assertThat(GraphIndex.candidates(1_000_000)).isEqualTo(258);
        assertThat(GraphIndex.candidates(10_000_000)).isEqualTo(695);
    }

    @Test
    void onePersonWithThousandsOfFacesDoesNotHideTheOthers() {
        SplittableRandom random = new SplittableRandom(3);
        float[] center = KnownFaces.near(random, new float[DIMENSION], 1);
        for (long face = 0; face < 4_000; face++) {
            faces.put(face, 7, KnownFaces.near(random, center, 0.01));
        }
        for (long face = 4_000; face < 4_020; face++) {
            faces.put(face, face, KnownFaces.near(random, new float[DIMENSION], 1));
        }
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            faces.addTo(index);
            assertThat(index.nearest(center, 5)).isEqualTo(faces.nearest(center, 5));
            assertThat(index.nearest(center, 50)).hasSize(21);
        }
    }

    @Test
    void removedFacesAreNeverFoundAndAllCanBeRemoved() {
        SplittableRandom random = new SplittableRandom(4);
        draw(random, 0, 1_500);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            assertThat(index.nearest(new float[DIMENSION], 1)).isEmpty();
            faces.addTo(index);
            List<float[]> probes =
                    faces.numbers().stream().map(faces::embedding).toList();
            for (long face : faces.numbers()) {
                assertThat(index.remove(face)).isTrue();
                faces.remove(face);
                assertThat(index.nearest(probes.get((int) face), 4))
                        .as("after face %d", face)
                        .noneMatch(hit -> hit.face() <= face);
            }
            assertThat(index.size()).isZero();
            assertThat(index.nearest(probes.get(0), 1)).isEmpty();
            faces.put(3, 4, probes.get(0));
            index.add(3, 4, probes.get(0)); // the number may be used again
            assertThat(index.nearest(probes.get(0), 1)).containsExactly(new Hit(4, 3, 0));
        }
    }

    @Test
    void aRebuildInTheBackgroundKeepsEverythingThatIsAddedAndNothingThatIsRemoved() throws Exception {
        SplittableRandom random = new SplittableRandom(5);
        draw(random, 0, 2_400);
        List<Long> first = faces.numbers();
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 2, 1_000)) {
            faces.addTo(index);
            assertThat(index.awaitRebuild()).isFalse();
            draw(random, 20_000, 500);
            Set<Long> removed = new HashSet<>();
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                // 1,000 removed faces begin a rebuild; additions, further removals and searches go on beside it.
                for (long face : first.subList(0, 1_000)) {
                    index.remove(face);
                    removed.add(face);
                }
                Future<?> adding = executor.submit(() -> {
                    for (long face = 20_000; face < 20_500; face++) {
                        index.add(face, face / 5, faces.embedding(face));
                    }
                });
                Future<?> searching = executor.submit(() -> {
                    for (long face : first.subList(1_400, 2_400)) {
                        assertThat(index.nearest(faces.embedding(face), 1)
                                        .get(0)
                                        .distance())
                                .isZero();
                    }
                });
                for (long face : first.subList(1_000, 1_400)) {
                    index.remove(face);
                    removed.add(face);
                }
                adding.get();
                searching.get();
            } finally {
                executor.shutdownNow();
            }
            assertThat(index.awaitRebuild()).isTrue();
            removed.forEach(faces::remove);
            assertThat(index.size()).isEqualTo(faces.size()).isEqualTo(1_500);
            assertThat(recall(index, random, 200)).isGreaterThan(0.97);
            float[] probe = KnownFaces.near(random, new float[DIMENSION], 1);
            assertThat(index.nearest(probe, 1_000))
                    .hasSize(faces.nearest(probe, 1_000).size());
        }
    }

    @Test
    void severalThreadsAddAndSearchAtOnce() throws Exception {
        draw(new SplittableRandom(6), 0, 4_000);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            ExecutorService executor = Executors.newFixedThreadPool(4);
            try {
                List<Future<?>> threads = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    int own = thread;
                    threads.add(executor.submit(() -> {
                        for (long face = own; face < 4_000; face += 4) {
                            index.add(face, faces.person(face), faces.embedding(face));
                            assertThat(index.nearest(faces.embedding(face), 1))
                                    .containsExactly(new Hit(faces.person(face), face, 0));
                        }
                    }));
                }
                for (Future<?> thread : threads) {
                    thread.get();
                }
            } finally {
                executor.shutdownNow();
            }
            assertThat(index.size()).isEqualTo(4_000);
            assertThat(recall(index, new SplittableRandom(7), 200)).isGreaterThan(0.97);
        }
    }

    @Test
    void severalThreadsBeginAtOnce() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 60; round++) {
                draw(new SplittableRandom(round), 0, 100);
                try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
                    List<Future<?>> threads = new ArrayList<>();
                    for (int thread = 0; thread < 4; thread++) {
                        int own = thread;
                        threads.add(executor.submit(() -> {
                            for (long face = own; face < 100; face += 4) {
                                index.add(face, faces.person(face), faces.embedding(face));
                            }
                        }));
                    }
                    for (Future<?> thread : threads) {
                        thread.get();
                    }
                    for (long face = 0; face < 100; face++) {
                        assertThat(index.nearest(faces.embedding(face), 1))
                                .as("round %d", round)
                                .containsExactly(new Hit(faces.person(face), face, 0));
                    }
                }
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void blocksOfProbesGiveTheAnswersOfSingleOnes() {
        SplittableRandom random = new SplittableRandom(8);
        draw(random, 0, 500);
        float[][] probes = IntStream.range(0, 40)
                .mapToObj(i -> KnownFaces.near(random, new float[DIMENSION], 1))
                .toArray(float[][]::new);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            faces.addTo(index);
            List<List<Hit>> together = index.nearest(probes, 2);
            for (int i = 0; i < probes.length; i++) {
                assertThat(together.get(i)).isEqualTo(index.nearest(probes[i], 2));
            }
        }
    }

    @Test
    void embeddingsAndProbesThatCannotBeComparedAreRejected() {
        try (GraphIndex index = new GraphIndex(2, faces::vector, 1)) {
            assertThatThrownBy(() -> index.add(1, 1, new float[3])).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.add(1, 1, new float[] {Float.NaN, 0}))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.nearest(new float[3], 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> index.nearest(new float[2], 0)).isInstanceOf(IllegalArgumentException.class);
            assertThat(index.size()).isZero();
        }
    }

    @Test
    void aFaceThatTheStoreHasLostIsPassedOver() {
        draw(new SplittableRandom(9), 0, 100);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 1)) {
            faces.addTo(index);
            float[] probe = faces.embedding(50);
            for (long face = 50; face < 55; face++) {
                faces.remove(face);
            }
            assertThat(index.nearest(probe, 3)).isEqualTo(faces.nearest(probe, 3));
        }
    }

    @Test
    void compactingMakesOneGraphOfWhatIsThere() {
        SplittableRandom random = new SplittableRandom(10);
        draw(random, 0, 1_000);
        try (GraphIndex index = new GraphIndex(DIMENSION, faces::vector, 2)) {
            index.compact(); // nothing
            faces.addTo(index);
            for (int round = 0; round < 3; round++) {
                index.compact();
                assertThat(index.size()).isEqualTo(faces.size());
                assertThat(recall(index, random, 100)).isGreaterThan(0.97);
                for (long face = 100L * round; face < 100 * round + 60; face++) {
                    assertThat(index.remove(face)).isTrue();
                    faces.remove(face);
                }
                long next = 5_000 + 100L * round;
                draw(random, next, 100);
                for (long face = next; face < next + 100; face++) {
                    index.add(face, faces.person(face), faces.embedding(face));
                }
            }
        }
    }
}
