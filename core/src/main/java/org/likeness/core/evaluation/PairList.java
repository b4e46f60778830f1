package org.likeness.core.evaluation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.likeness.core.dataset.FaceDataset;
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

    /**
     * The same pairs of another data set's pictures of the same names, such as pictures made worse.
     *
     * @throws IllegalArgumentException if it lacks one
     */
    public PairList over(FaceDataset data) {
        Map<String, Picture> others = new HashMap<>();
        data.identities()
                .forEach(identity -> identity.pictures().forEach(picture -> others.put(picture.name(), picture)));
        return new PairList(
                name,
                pairs.stream()
                        .map(pair -> new FacePair(
                                named(others, pair.first()), named(others, pair.second()), pair.same(), pair.fold()))
                        .toList(),
                folds);
    }

    private static Picture named(Map<String, Picture> others, Picture picture) {
        Picture other = others.get(picture.name());
        if (other == null) {
            throw new IllegalArgumentException("there is no picture %s".formatted(picture.name()));
        }
        return other;
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
