package org.likeness.app.cli.text;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.likeness.core.dataset.Picture;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairReview;

/**
 * The usable pairs of a list, and the numbers of the others.
 *
 * @param pairs usable pairs
 * @param found the review of the list: {@link PairReview}
 */
public record ListedPairs(PairList pairs, Findings found) {
    private static final int NAMED = 5; // of each kind

    /**
     * How many pairs are not as they should be.
     *
     * @param self          of a picture with itself, left out
     * @param contradictory said to show one person and two, left out
     * @param repeated      that stand further up already, kept
     */
    public record Findings(int self, int contradictory, int repeated) {
        static final Findings NONE = new Findings(0, 0, 0);

        public boolean isNothing() {
            return equals(NONE);
        }
    }

    /** Pairs that were drawn, each once. */
    public static ListedPairs drawn(PairList list) {
        return new ListedPairs(list, Findings.NONE);
    }

    /**
     * Leaves out what cannot be judged, and names it.
     *
     * @param key what is equal for equal pictures
     * @throws org.likeness.core.LikenessException if that leaves too little
     */
    public static ListedPairs reviewed(PairList list, Function<Picture, ?> key, Output output) {
        PairReview review = list.review(key);
        PairList kept = list.kept(review);
        note(list, review.self(), "pictures paired with themselves, left out", output);
        note(list, review.contradictory(), "contradictory pairs, left out", output);
        note(list, review.repeated(), "repeated pairs, counted each time", output);
        return new ListedPairs(
                kept,
                new Findings(
                        review.self().size(),
                        review.contradictory().size(),
                        review.repeated().size()));
    }

    private static void note(PairList list, List<Integer> places, String what, Output output) {
        if (!places.isEmpty()) {
            output.note(String.format(
                    Locale.ROOT,
                    "%s: %s: %d (%s%s)",
                    list.name(),
                    what,
                    places.size(),
                    IntStream.range(0, Math.min(NAMED, places.size()))
                            .mapToObj(i -> name(list.pairs().get(places.get(i))))
                            .collect(Collectors.joining("; ")),
                    places.size() > NAMED ? "; …" : ""));
        }
    }

    private static String name(FacePair pair) {
        return pair.first().name() + " and " + pair.second().name();
    }
}
