package org.likeness.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Distance;
import org.likeness.search.SearchIndex.Hit;

/**
 * Compares candidates with a probe in single precision. Their embeddings are read several at a time, more and more, because a store may be
 * slow to answer; the first few usually decide.
 */
final class Comparison {
    private static final int FIRST = 4;
    private static final int MOST = 64;

    private final float[] probe;
    private final FaceVectors vectors;
    private final Ranking ranking;
    private final long[] faces = new long[MOST];
    private final long[] people = new long[MOST];
    private int atOnce = FIRST;
    private int waiting;

    /** @param ranking takes those that were compared */
    Comparison(float[] probe, FaceVectors vectors, Ranking ranking) {
        this.probe = probe;
        this.vectors = vectors;
        this.ranking = ranking;
    }

    /** Compares a candidate now or later. */
    void add(long face, long person) {
        faces[waiting] = face;
        people[waiting++] = person;
        if (waiting == atOnce) {
            finish();
            atOnce = Math.min(MOST, 2 * atOnce);
        }
    }

    /** Compares those that wait. */
    void finish() {
        if (waiting == 0) {
            return;
        }
        float[] @Nullable [] read = vectors.vectors(Arrays.copyOf(faces, waiting));
        for (int i = 0; i < waiting; i++) {
            float[] vector = read[i];
            if (vector != null) {
                ranking.add(new Hit(people[i], faces[i], Distance.SQUARED_EUCLIDEAN.between(probe, vector)));
            }
        }
        waiting = 0;
    }
}
