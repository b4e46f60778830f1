package org.likeness.core.evaluation.pair;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.likeness.core.LikenessException;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.Picture;

/**
 * The pairs of a verification test.
 *
 * @param name  for reports
 * @param pairs at least one
 * @param folds number of folds; 1 for a list without folds
 */
public record PairList(String name, List<FacePair> pairs, int folds) {
    public PairList {
        pairs = List.copyOf(pairs);
        if (pairs.isEmpty() || folds < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d pairs in %d folds: one of each at least", pairs.size(), folds));
        }
    }

    /**
     * The pairs whose pictures are both in another data set, with its pictures of the same names: some people's part of this one, or
     * pictures made worse. A fold that none of them is in is taken out.
     *
     * @throws LikenessException if there are not pairs of one person and of two among them, in each fold's others too
     */
    public PairList within(FaceDataset data) {
        Map<String, Picture> others = byName(data);
        List<FacePair> inside = new ArrayList<>();
        Map<Integer, Integer> places = new HashMap<>();
        for (FacePair pair : pairs) {
            Picture first = others.get(pair.first().name());
            Picture second = others.get(pair.second().name());
            if (first != null && second != null) {
                int fold = places.computeIfAbsent(pair.fold(), old -> places.size());
                inside.add(new FacePair(first, second, pair.same(), fold));
            }
        }
        boolean hasFolds = places.size() > 1;
        for (int fold = 0; fold < Math.max(1, places.size()); fold++) {
            int judged = fold;
            long kinds = inside.stream()
                    .filter(pair -> !hasFolds || pair.fold() != judged)
                    .map(FacePair::same)
                    .distinct()
                    .count();
            if (kinds < 2) {
                throw LikenessException.invalid(String.format(
                        Locale.ROOT,
                        "%,d of the %,d pairs of %s are of people in %s: too few; both kinds of pairs are needed",
                        inside.size(),
                        pairs.size(),
                        name,
                        data.name()));
            }
        }
        return new PairList(name, inside, places.size());
    }

    /**
     * Looks for pairs that should not stand in a list.
     *
     * @param key what is equal for equal pictures, such as their names
     */
    public PairReview review(Function<Picture, ?> key) {
        boolean[] same = new boolean[pairs.size()];
        for (int i = 0; i < same.length; i++) {
            same[i] = pairs.get(i).same();
        }
        return PairReview.of(
                pairs.stream().map(pair -> key.apply(pair.first())).toList(),
                pairs.stream().map(pair -> key.apply(pair.second())).toList(),
                same);
    }

    /**
     * The pairs that a review keeps, with the folds they had.
     *
     * @throws LikenessException if that leaves no pair of a kind, or none of a fold
     */
    public PairList kept(PairReview review) {
        List<FacePair> kept = review.kept().stream().map(pairs::get).toList();
        long genuine = kept.stream().filter(FacePair::same).count();
        long parts = kept.stream().mapToInt(FacePair::fold).distinct().count();
        if (genuine == 0 || genuine == kept.size() || parts < folds) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s: without self-pairs and contradictory pairs, %,d genuine and %,d impostor pairs are left, in %d of %d folds: both kinds are needed, in every fold",
                    name,
                    genuine,
                    kept.size() - genuine,
                    parts,
                    folds));
        }
        return new PairList(name, kept, folds);
    }

    /** A data set's pictures by their names. */
    public static Map<String, Picture> byName(FaceDataset data) {
        Map<String, Picture> pictures = new HashMap<>();
        data.identities()
                .forEach(identity -> identity.pictures().forEach(picture -> pictures.put(picture.name(), picture)));
        return pictures;
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
