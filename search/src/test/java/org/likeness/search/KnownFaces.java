package org.likeness.search;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.likeness.core.embedding.Distance;
import org.likeness.search.SearchIndex.Hit;

/** Faces that are also searched by a comparison with every embedding. */
final class KnownFaces {
    private final Map<Long, Long> people = new LinkedHashMap<>();
    private final Map<Long, float[]> embeddings = new HashMap<>();

    void put(long face, long person, float[] embedding) {
        people.put(face, person);
        embeddings.put(face, embedding);
    }

    void remove(long face) {
        people.remove(face);
        embeddings.remove(face);
    }

    int size() {
        return people.size();
    }

    List<Long> numbers() {
        return List.copyOf(people.keySet());
    }

    long person(long face) {
        return known(people, face);
    }

    float[] embedding(long face) {
        return known(embeddings, face);
    }

    /** As {@link FaceVectors}. */
    float @Nullable [] vector(long face) {
        return embeddings.get(face);
    }

    void addTo(SearchIndex index) {
        people.forEach((face, person) -> index.add(face, person, embedding(face)));
    }

    List<Hit> nearest(float[] probe, int count) {
        Map<Long, Hit> best = new HashMap<>();
        people.forEach((face, person) -> best.merge(
                person,
                new Hit(person, face, Distance.SQUARED_EUCLIDEAN.between(probe, embedding(face))),
                (a, b) ->
                        b.distance() < a.distance() || (b.distance() == a.distance() && b.face() < a.face()) ? b : a));
        return best.values().stream()
                .sorted((a, b) -> a.distance() != b.distance()
                        ? Double.compare(a.distance(), b.distance())
                        : Long.compare(a.person(), b.person()))
                .limit(count)
                .toList();
    }

    /** A value that is there. */
    static <T> T known(Map<Long, T> values, long face) {
        return Objects.requireNonNull(values.get(face), () -> "face " + face);
    }

    /** A point of the unit sphere about another one: faces of one person lie near each other. */
    static float[] near(SplittableRandom random, float[] center, double noise) {
        float[] row = new float[center.length];
        double squares = 0;
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (center[i] + noise * random.nextGaussian());
            squares += (double) row[i] * row[i];
        }
        for (int i = 0; i < row.length; i++) {
            row[i] /= (float) Math.sqrt(squares);
        }
        return row;
    }
}
