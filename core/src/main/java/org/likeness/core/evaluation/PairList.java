package org.likeness.core.evaluation;

import java.util.List;

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
}
