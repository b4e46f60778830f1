package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.likeness.search.SearchIndex.Hit;

/** The index beside a comparison with every embedding. */
class ExactIndexTest {
    private final KnownFaces faces = new KnownFaces();

    private ExactIndex index(int dimension, Kernel kernel) {
        return new ExactIndex(dimension, faces::embedding, 2, kernel);
    }

    private static Stream<Arguments> cases() {
        return Stream.of(Kernel.values())
                .filter(Kernel::isAvailable)
                .flatMap(kernel -> LongStream.of(1, 2, 3).mapToObj(seed -> Arguments.of(kernel, seed)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void givesWhatAComparisonWithEveryEmbeddingGives(Kernel kernel, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = 31 + random.nextInt(70);
        ExactIndex index = index(dimension, kernel);
        List<float[]> centers = new ArrayList<>();
        for (int person = 0; person < 700; person++) {
            centers.add(KnownFaces.near(random, new float[dimension], 1));
        }
        for (long face = 0; face < 3_000; face++) {
            int person = random.nextInt(centers.size());
            faces.put(face, person, KnownFaces.near(random, centers.get(person), random.nextDouble() * 0.1));
        }
        faces.addTo(index);
        for (long face = 0; face < 3_000; face += 1 + random.nextInt(4)) {
            assertThat(index.remove(face)).isTrue();
            faces.remove(face);
        }
        assertThat(index.remove(-1)).isFalse();
        assertThat(index.size()).isEqualTo(faces.size());
        float[][] probes = IntStream.range(0, 70)
                .mapToObj(i -> KnownFaces.near(random, centers.get(i), 0.08))
                .toArray(float[][]::new);
        List<List<Hit>> together = index.nearest(probes, 5);
        for (int i = 0; i < probes.length; i++) {
            assertThat(index.nearest(probes[i], 5))
                    .as("seed %d, probe %d", seed, i)
                    .isEqualTo(faces.nearest(probes[i], 5));
            assertThat(together.get(i)).as("seed %d, probe %d", seed, i).isEqualTo(faces.nearest(probes[i], 5));
        }
    }

    @Test
    void embeddingsOfCandidatesAreReadInFewQuestions() {
        SplittableRandom random = new SplittableRandom(1);
        for (long face = 0; face < 2_000; face++) {
            faces.put(face, face, KnownFaces.near(random, new float[16], 1));
        }
        List<Integer> questions = new ArrayList<>();
        ExactIndex index = new ExactIndex(
                16,
                new FaceVectors() {
                    @Override
                    public float[] vector(long face) {
                        throw new AssertionError("one by one");
                    }

                    @Override
                    public float[][] vectors(long[] some) {
                        questions.add(some.length);
                        return LongStream.of(some).mapToObj(faces::embedding).toArray(float[][]::new);
                    }
                },
                1);
        faces.addTo(index);
        assertThat(index.nearest(faces.embedding(7), 1).get(0).face()).isEqualTo(7);
        assertThat(questions).containsExactly(4);
        questions.clear();
        float[] probe = KnownFaces.near(random, new float[16], 1);
        assertThat(index.nearest(probe, 200)).isEqualTo(faces.nearest(probe, 200));
        assertThat(questions).startsWith(4, 8, 16, 32, 64).hasSizeLessThan(30);
    }

    @ParameterizedTest
    @EnumSource
    void onePersonWithManyFacesDoesNotHideTheOthers(Kernel kernel) {
        assumeThat(kernel.isAvailable()).as("this Java runs the kernel").isTrue();
        SplittableRandom random = new SplittableRandom(4);
        float[] center = KnownFaces.near(random, new float[16], 1);
        ExactIndex index = index(16, kernel);
        for (long face = 0; face < 3_000; face++) {
            faces.put(face, 7, KnownFaces.near(random, center, 1e-4));
        }
        faces.put(5_000L, 8, KnownFaces.near(random, new float[16], 1));
        faces.addTo(index);
        assertThat(index.nearest(center, 2)).isEqualTo(faces.nearest(center, 2)).hasSize(2);
        assertThat(index.nearest(center, 9)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void embeddingsOfAnyLengthAndTheZeroVectorAreCompared(Kernel kernel) {
        assumeThat(kernel.isAvailable()).as("this Java runs the kernel").isTrue();
        ExactIndex index = index(3, kernel);
        faces.put(1L, 1, new float[] {0, 0, 0});
        faces.put(2L, 2, new float[] {1e4f, -3, 0.001f});
        faces.put(3L, 3, new float[] {-0.5f, 2, 7});
        faces.addTo(index);
        assertThat(index.nearest(new float[] {0, 1, 1}, 3)).isEqualTo(faces.nearest(new float[] {0, 1, 1}, 3));
        assertThat(index(3, kernel).nearest(new float[3], 1)).isEmpty();
        assertThatThrownBy(() -> index.add(4, 4, new float[2])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.add(4, 4, new float[] {Float.NaN, 0, 0}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> index.nearest(new float[3], 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource
    void threadsThatShareAScanGiveTheSameAnswer(Kernel kernel) {
        assumeThat(kernel.isAvailable()).as("this Java runs the kernel").isTrue();
        SplittableRandom random = new SplittableRandom(6);
        ExactIndex shared = index(4, kernel); // with two threads
        ExactIndex alone = new ExactIndex(4, faces::embedding, 1, kernel);
        for (long face = 0; face < 200_500; face++) { // 100,000 for each thread
            faces.put(face, face / 3, KnownFaces.near(random, new float[4], 1));
        }
        faces.addTo(shared);
        faces.addTo(alone);
        for (int i = 0; i < 5; i++) {
            float[] probe = KnownFaces.near(random, new float[4], 1);
            assertThat(shared.nearest(probe, 3))
                    .isEqualTo(alone.nearest(probe, 3))
                    .isEqualTo(faces.nearest(probe, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void embeddingsOfExtremeLengthsAreCompared(Kernel kernel) {
        assumeThat(kernel.isAvailable()).as("this Java runs the kernel").isTrue();
        ExactIndex index = index(2, kernel);
        faces.put(1L, 1, new float[] {Float.MAX_VALUE, -Float.MAX_VALUE});
        faces.put(2L, 2, new float[] {180 * Float.MIN_VALUE, -190 * Float.MIN_VALUE});
        faces.put(3L, 3, new float[] {1e30f, 1});
        faces.addTo(index);
        for (float[] probe : new float[][] {{0, 0}, {3e38f, -3e38f}, {1e30f, 0}}) {
            assertThat(index.nearest(probe, 3)).isEqualTo(faces.nearest(probe, 3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void searchesRunBesideChanges(Kernel kernel) throws Exception {
        assumeThat(kernel.isAvailable()).as("this Java runs the kernel").isTrue();
        SplittableRandom random = new SplittableRandom(5);
        Map<Long, float[]> all = Collections.synchronizedMap(new HashMap<>());
        for (long face = 0; face < 4_000; face++) {
            all.put(face, KnownFaces.near(random, new float[8], 1));
        }
        ExactIndex index = new ExactIndex(8, face -> KnownFaces.known(all, face), 2, kernel);
        for (long face = 0; face < 2_000; face++) {
            index.add(face, face, KnownFaces.known(all, face));
        }
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> searches = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                searches.add(executor.submit(() -> {
                    for (long face = 0; face < 300; face++) { // never removed
                        assertThat(index.nearest(KnownFaces.known(all, face), 1)
                                        .get(0)
                                        .distance())
                                .isZero();
                    }
                }));
            }
            for (long face = 2_000; face < 4_000; face++) {
                index.add(face, face, KnownFaces.known(all, face));
                index.remove(face - 1_000);
            }
            for (Future<?> search : searches) {
                search.get();
            }
        } finally {
            executor.shutdownNow();
        }
        assertThat(index.size()).isEqualTo(2_000);
    }
}
