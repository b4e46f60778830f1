package org.likeness.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.likeness.search.SearchIndex.Hit;

/** The nearest people among the faces that were compared, each with the nearest face. */
final class Ranking {
    private static final Comparator<Hit> NEAREST_FIRST =
            Comparator.comparingDouble(Hit::distance).thenComparingLong(Hit::person);

    private final int people;
    private final Map<Long, Hit> best = new HashMap<>();
    private double limit = Double.POSITIVE_INFINITY;

    /** @param people that are wanted, at least 1 */
    Ranking(int people) {
        this.people = people;
    }

    void add(Hit hit) {
        if (hit.distance() > limit) {
            return;
        }
        best.merge(hit.person(), hit, Ranking::nearer);
        limit = best.size() < people
                ? Double.POSITIVE_INFINITY
                : hits().get(people - 1).distance();
    }

    private static Hit nearer(Hit a, Hit b) {
        return b.distance() < a.distance() || (b.distance() == a.distance() && b.face() < a.face()) ? b : a;
    }

    /** Faces farther than this change nothing; infinite while there are not enough people. */
    double limit() {
        return limit;
    }

    /** Nearest first; of equally near people, the lower number first. */
    List<Hit> hits() {
        return best.values().stream().sorted(NEAREST_FIRST).limit(people).toList();
    }
}
