package org.likeness.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.likeness.search.SearchIndex.Hit;

/** A graph beside an exact index. */
class AdaptiveIndexTest {
    private static final int DIMENSION = 24;
    private static final int FACES = 600;

    private final KnownFaces faces = new KnownFaces();
    private final SplittableRandom random = new SplittableRandom(11);

    private void draw(long from, int count) {
        for (long face = from; face < from + count; face++) {
            faces.put(face, face / 3, KnownFaces.near(random, new float[DIMENSION], 1));
        }
    }

    private AdaptiveIndex filled(FaceVectors vectors, long graphFrom) {
        draw(0, FACES);
        AdaptiveIndex index = new AdaptiveIndex(DIMENSION, vectors, 2, graphFrom);
        faces.addTo(index);
        return index;
    }

    private static void search(SearchIndex index, int probes) {
        index.nearest(new float[probes - 1][DIMENSION], 1);
        index.nearest(new float[DIMENSION], 1);
    }

    private void requireEveryFaceIsFound(SearchIndex index) {
        assertThat(index.size()).isEqualTo(faces.size());
        for (long face : faces.numbers()) {
            assertThat(index.nearest(faces.embedding(face), 1)).containsExactly(new Hit(faces.person(face), face, 0));
            assertThat(index.nearest(faces.embedding(face), 2)).isEqualTo(faces.nearest(faces.embedding(face), 2));
        }
    }

    @Test
    void fewFacesOrFewSearchesStayExact() {
        try (AdaptiveIndex index = filled(faces::vector, FACES)) {
            search(index, AdaptiveIndex.PROBES_BEFORE_GRAPH - 1);
            assertThat(index.awaitGraph()).isFalse();
            faces.remove(0);
            index.remove(0);
            search(index, 10);
            assertThat(index.awaitGraph()).isFalse();
            assertThat(index.usesGraph()).isFalse();
            requireEveryFaceIsFound(index);
        }
    }

    @Test
    void changesWhileTheGraphIsBuiltAreInIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch changed = new CountDownLatch(1);
        FaceVectors vectors = face -> {
            if (Thread.currentThread().getName().startsWith("ForkJoinPool")) {
                begun.countDown();
                await(changed);
            }
            return faces.vector(face);
        };
        try (AdaptiveIndex index = filled(vectors, FACES)) {
            search(index, AdaptiveIndex.PROBES_BEFORE_GRAPH);
            begun.await();
            for (long face = 0; face < 100; face++) {
                faces.remove(face);
                index.remove(face);
            }
            draw(5_000, 50);
            for (long face = 5_000; face < 5_050; face++) {
                index.add(face, faces.person(face), faces.embedding(face));
            }
            float[] moved = faces.embedding(200);
            faces.put(200, 9_999, moved);
            index.remove(200);
            index.add(200, 9_999, moved);
            requireEveryFaceIsFound(index);
            assertThat(index.usesGraph()).isFalse();
            changed.countDown();
            assertThat(index.awaitGraph()).isTrue();
            assertThat(index.usesGraph()).isTrue();
            requireEveryFaceIsFound(index);
            index.remove(200);
            faces.remove(200);
            requireEveryFaceIsFound(index);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStoreThatFailsLeavesTheExactIndex() {
        FaceVectors vectors = face -> {
            if (Thread.currentThread().getName().startsWith("ForkJoinPool")) {
                throw new IllegalStateException("the disk is gone");
            }
            return faces.vector(face);
        };
        try (AdaptiveIndex index = filled(vectors, FACES)) {
            search(index, AdaptiveIndex.PROBES_BEFORE_GRAPH);
            assertThat(index.awaitGraph()).isTrue();
            assertThat(index.usesGraph()).isFalse();
            search(index, 10);
            requireEveryFaceIsFound(index);
        }
    }

    @Test
    void aClosedIndexBuildsNothing() {
        AdaptiveIndex index = filled(faces::vector, FACES);
        index.close();
        search(index, AdaptiveIndex.PROBES_BEFORE_GRAPH);
        assertThat(index.awaitGraph()).isFalse();
        assertThat(index.nearest(List.of(faces.embedding(3)).toArray(float[][]::new), 1)
                        .get(0)
                        .get(0)
                        .face())
                .isEqualTo(3);
    }
}
