package org.likeness.core.evaluation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.likeness.core.dataset.Picture;

/**
 * The pairs of a verification test.
 *
 * @param name  for the report
 * @param pairs at least one
 * @param folds in how many parts they fall; 1 for a list without folds
 */
public record PairList(String name, List<FacePair> pairs, int folds) {
    public PairList {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty() || folds < 1) {
            throw new IllegalArgumentException(
                    "%d pairs in %d folds: one of each at least".formatted(pairs.size(), folds));
        }
    }

    /** The pictures that stand in a pair, each once, in the order in which they first do; the set may be changed. */
    public Set<Picture> pictures() {
        Set<Picture> pictures = new LinkedHashSet<>();
        for (FacePair pair : pairs) {
            pictures.add(pair.first());
            pictures.add(pair.second());
        }
        return pictures;
    }
}
