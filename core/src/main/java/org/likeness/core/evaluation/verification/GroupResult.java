package org.likeness.core.evaluation.verification;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.likeness.core.evaluation.pair.Attributes;
import org.likeness.core.evaluation.pair.FacePair;
import org.likeness.core.evaluation.pair.PairList;
import org.likeness.core.evaluation.pair.PairPeople;
import org.likeness.core.statistics.ConfidenceInterval;

/**
 * The verification of pairs within a group: those with both pictures in it. Pairs across groups are easier, and would hide a group's false
 * matches.
 *
 * @param attribute    such as {@code age}
 * @param value        such as {@code over 60}
 * @param scored       the group's pairs
 * @param people       the people of each pair
 * @param result       at the common thresholds
 * @param intervals    by the group's people
 * @param own          the group's own threshold, if its pairs support one
 */
public record GroupResult(
        String attribute,
        String value,
        ScoredPairs scored,
        PairPeople people,
        VerificationResult result,
        VerificationIntervals intervals,
        Optional<OwnThreshold> own) {

    /**
     * A group's own threshold.
     *
     * @param falseMatchRate the smallest of the rates asked for that the group's impostor pairs support
     * @param threshold      at which no more of them match; {@link org.likeness.core.embedding.Distance#BELOW_ALL} if nothing may
     * @param rate           where the true rate at that threshold lies, by people
     */
    public record OwnThreshold(double falseMatchRate, double threshold, ConfidenceInterval rate) {}

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
     * @param thresholds of all pairs, so that each counts in its group as it counts in the whole
     * @param rates     false-match rates at which the groups' own thresholds are wanted; null for the usual ones
     * @param bootstrap of the intervals
     */
    public static All of(
            PairList list,
            PairPeople people,
            ScoredPairs scored,
            Attributes attributes,
            PairThresholds thresholds,
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
                PairThresholds ownThresholds = thresholds.at(places);
                VerificationResult result = Verification.at(ownThresholds, own);
                VerificationResult asked = rates.map(some -> result.withPoints(Verification.points(own, some)))
                        .orElse(result);
                PairPeople whom = new PairPeople(at(people.first(), places), at(people.second(), places));
                results.add(new GroupResult(
                        name,
                        value,
                        own,
                        whom,
                        asked,
                        bootstrap.of(own, whom, ownThresholds.rightly(own), asked),
                        own(own, whom, asked, bootstrap)));
            }
        }
        return new All(List.copyOf(results), List.copyOf(tooSmall));
    }

    private static Optional<OwnThreshold> own(
            ScoredPairs pairs, PairPeople people, VerificationResult result, IdentityBootstrap bootstrap) {
        return result.points().stream()
                .filter(VerificationResult.RatePoint::measurable)
                .min(Comparator.comparingDouble(VerificationResult.RatePoint::falseMatchRate))
                .map(point -> new OwnThreshold(
                        point.falseMatchRate(),
                        point.threshold(),
                        bootstrap
                                .of(pairs, people, Verification.rightly(point.threshold(), pairs), new double[0])
                                .falseMatchRate()));
    }

    private static boolean isIn(FacePair pair, Attributes attributes, String name, String value) {
        return attributes.of(name, pair.first()).filter(value::equals).isPresent()
                && attributes.of(name, pair.second()).filter(value::equals).isPresent();
    }

    private static int[] at(int[] all, int[] places) {
        return IntStream.of(places).map(i -> all[i]).toArray();
    }
}
