package org.likeness.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How well the pairs within a group are told apart: those of which both pictures are in it. Pairs of two groups are easier than these, and
 * would hide a group's false matches.
 *
 * @param attribute    such as {@code age}
 * @param value        such as {@code over 60}
 * @param scored       the group's pairs
 * @param result       at the threshold of all
 * @param intervals    by the group's people
 */
public record GroupResult(
        String attribute,
        String value,
        ScoredPairs scored,
        VerificationResult result,
        VerificationIntervals intervals) {

    /**
     * A group without a result.
     *
     * @param genuine  pairs
     * @param impostor pairs
     */
    public record TooSmall(String attribute, String value, int genuine, int impostor) {}

    /**
     * All groups.
     *
     * @param tooSmall those without a pair of one kind that has a distance
     */
    public record All(List<GroupResult> results, List<TooSmall> tooSmall) {}

    /**
     * Judges the pairs of each group.
     *
     * @param threshold of all groups
     * @param origin    of it, for the report
     * @param rates     false-match rates at which the groups' own thresholds are wanted; null for the usual ones
     * @param bootstrap of the intervals
     */
    public static All of(
            PairList list,
            PairPeople people,
            ScoredPairs scored,
            Attributes attributes,
            double threshold,
            String origin,
            Optional<double[]> rates,
            IdentityBootstrap bootstrap) {
        List<GroupResult> results = new ArrayList<>();
        List<TooSmall> tooSmall = new ArrayList<>();
        for (String name : attributes.names()) {
            for (String value : attributes.values(name, list)) {
                int[] places = IntStream.range(0, list.pairs().size())
                        .filter(i -> isIn(list.pairs().get(i), attributes, name, value))
                        .toArray();
                ScoredPairs own = scored.at(places);
                int genuine = own.genuine();
                if (genuine == 0 || own.sorted(false).length == 0 || own.sorted(true).length == 0) {
                    tooSmall.add(new TooSmall(name, value, genuine, own.size() - genuine));
                    continue;
                }
                VerificationResult result = Verification.at(threshold, origin, own);
                VerificationResult asked = rates.map(some -> result.withPoints(Verification.points(own, some)))
                        .orElse(result);
                PairPeople whom = new PairPeople(at(people.first(), places), at(people.second(), places));
                results.add(new GroupResult(
                        name, value, own, asked, bootstrap.of(own, whom, Verification.rightly(threshold, own), asked)));
            }
        }
        return new All(List.copyOf(results), List.copyOf(tooSmall));
    }

    private static boolean isIn(FacePair pair, Attributes attributes, String name, String value) {
        return attributes.of(name, pair.first()).filter(value::equals).isPresent()
                && attributes.of(name, pair.second()).filter(value::equals).isPresent();
    }

    private static int[] at(int[] all, int[] places) {
        return IntStream.of(places).map(i -> all[i]).toArray();
    }
}
