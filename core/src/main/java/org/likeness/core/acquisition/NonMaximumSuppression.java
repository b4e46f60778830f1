package org.likeness.core.acquisition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.likeness.core.image.Box;

/**
 * Non-maximum suppression: of overlapping candidates, the one with the highest score remains.
 *
 * @param overlap intersection over union above which two candidates are one face, in [0, 1]
 * @param most    maximum number of candidates, by score; limits the time for a picture with many faces
 */
public record NonMaximumSuppression(double overlap, int most) {
    /**
     * Suppresses.
     *
     * @param candidates in any order
     * @return those that remain, by falling score; of equal scores, the earlier candidate first
     */
    public <T> List<T> of(List<T> candidates, ToDoubleFunction<T> score, Function<T, Box> box) {
        List<T> surest = candidates.stream()
                .sorted(Comparator.comparingDouble(score).reversed())
                .limit(most)
                .toList();
        List<T> kept = new ArrayList<>();
        for (T candidate : surest) {
            Box own = box.apply(candidate);
            if (kept.stream().noneMatch(other -> box.apply(other).intersectionOverUnion(own) > overlap)) {
                kept.add(candidate);
            }
        }
        return kept;
    }
}
