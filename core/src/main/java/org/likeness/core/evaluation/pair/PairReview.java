package org.likeness.core.evaluation.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The defects of a list of pairs, as indices into it. Two rules:
 *
 * <ul>
 *   <li>A picture paired with itself and a contradictory pair (one person in one place of the list, two people in another, in either order)
 *       are left out wherever they occur: the first tests nothing, and the correct answer of the second is unknown.
 *   <li>A repeated pair counts as often as it occurs, as in figures published for such lists.
 * </ul>
 *
 * @param kept          pairs that are used, in their order
 * @param self          pairs of a picture with itself, left out
 * @param contradictory pairs with both answers, left out
 * @param repeated      repetitions of earlier pairs, kept
 */
public record PairReview(List<Integer> kept, List<Integer> self, List<Integer> contradictory, List<Integer> repeated) {
    public PairReview {
        kept = List.copyOf(kept);
        self = List.copyOf(self);
        contradictory = List.copyOf(contradictory);
        repeated = List.copyOf(repeated);
    }

    /**
     * Looks through a list.
     *
     * @param first  what stands first in each pair; equal where it is the same
     * @param second what stands second, in the same order
     * @param same   whether each pair is said to show one person
     * @throws IllegalArgumentException if there are not as many of each
     */
    public static PairReview of(List<?> first, List<?> second, boolean[] same) {
        if (first.size() != same.length || second.size() != same.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d and %d pictures, %d answers: as many of each are expected",
                    first.size(),
                    second.size(),
                    same.length));
        }
        Map<Set<Object>, Boolean> answers = new HashMap<>();
        Map<Set<Object>, Boolean> contradicted = new HashMap<>();
        for (int i = 0; i < same.length; i++) {
            if (!first.get(i).equals(second.get(i))) {
                Set<Object> pair = Set.of(first.get(i), second.get(i));
                Boolean before = answers.putIfAbsent(pair, same[i]);
                contradicted.merge(pair, before != null && before != same[i], Boolean::logicalOr);
            }
        }
        List<Integer> kept = new ArrayList<>();
        List<Integer> self = new ArrayList<>();
        List<Integer> contradictory = new ArrayList<>();
        List<Integer> repeated = new ArrayList<>();
        for (int i = 0; i < same.length; i++) {
            if (first.get(i).equals(second.get(i))) {
                self.add(i);
                continue;
            }
            Set<Object> pair = Set.of(first.get(i), second.get(i));
            if (Boolean.TRUE.equals(contradicted.get(pair))) {
                contradictory.add(i);
                continue;
            }
            if (answers.remove(pair) == null) {
                repeated.add(i);
            }
            kept.add(i);
        }
        return new PairReview(kept, self, contradictory, repeated);
    }
}
