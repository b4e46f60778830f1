package org.likeness.app.evaluation;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.likeness.app.report.FacesSection;
import org.likeness.app.report.Figures;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;

/** The pairs with the largest errors of an encoder, as pictures: they show its weaknesses and wrong labels. */
final class HardestPairs {
    private static final int SHOWN = 12;

    private final PairList list;
    private final PairJudgments encoder;

    HardestPairs(PairList list, PairJudgments encoder) {
        this.list = list;
        this.encoder = encoder;
    }

    FacesSection section() {
        return new FacesSection(
                "The hardest pairs",
                List.of(
                        group(
                                "Two people, matched",
                                "impostor pairs, nearest first",
                                i -> !list.pairs().get(i).same(),
                                Comparator.comparingDouble(i -> encoder.scored().distances()[i])),
                        group(
                                "One person, not matched",
                                "genuine pairs, farthest first",
                                i -> list.pairs().get(i).same(),
                                Comparator.comparingDouble(
                                        i -> -encoder.scored().distances()[i]))));
    }

    private FacesSection.Group group(String name, String what, IntPredicate kind, Comparator<Integer> worst) {
        List<Integer> wrong = IntStream.range(0, list.pairs().size())
                .filter(kind)
                .filter(i ->
                        !encoder.right()[i] && !Double.isNaN(encoder.scored().distances()[i]))
                .boxed()
                .sorted(worst)
                .toList();
        String shown = wrong.isEmpty()
                ? "None."
                : wrong.size() <= SHOWN
                        ? String.format(Locale.ROOT, "All %d %s.", wrong.size(), what)
                        : String.format(Locale.ROOT, "%d of %s %s.", SHOWN, Figures.whole(wrong.size()), what);
        return new FacesSection.Group(
                name, shown, wrong.stream().limit(SHOWN).map(this::trial).toList());
    }

    private FacesSection.Trial trial(int place) {
        FacePair pair = list.pairs().get(place);
        return new FacesSection.Trial(List.of(
                face("one", pair.first(), Optional.empty()),
                face("the other", pair.second(), Optional.of(encoder.scored().distances()[place]))));
    }

    private static FacesSection.Face face(String role, Picture picture, Optional<Double> distance) {
        String name = picture.name();
        return new FacesSection.Face(role, picture.decode(), name.substring(name.lastIndexOf('/') + 1), distance);
    }
}
