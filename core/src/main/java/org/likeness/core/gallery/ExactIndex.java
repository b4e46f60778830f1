package org.likeness.core.gallery;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/** Compares a probe with every enrolled picture: exact, and fast enough for some hundred thousand. */
public final class ExactIndex implements SearchIndex {
    private final EncoderId space;
    private final Distance distance;
    private final List<Gallery.Entry> entries;

    /** The people enrolled in a gallery now; later changes are not seen. */
    public ExactIndex(Gallery gallery, Distance distance) {
        this.space = gallery.space();
        this.distance = distance;
        this.entries = gallery.entries();
    }

    @Override
    public List<Neighbor> nearest(Embedding embedding, int count) {
        Spaces.requireSame("the gallery", space, embedding.space());
        Map<PersonId, Neighbor> best = new HashMap<>();
        for (Gallery.Entry entry : entries) {
            double found = distance.between(entry.embedding().values(), embedding.values());
            best.merge(
                    entry.person(),
                    new Neighbor(entry.person(), entry.picture(), found),
                    (old, candidate) -> candidate.distance() < old.distance() ? candidate : old);
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(Neighbor::distance).thenComparing(Neighbor::person))
                .limit(count)
                .toList();
    }
}
