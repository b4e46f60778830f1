package org.likeness.api.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.api.CountedRate;
import org.likeness.api.Interval;

/**
 * Verification of pairs.
 *
 * @param pairs          name of the list of pairs
 * @param listed         pairs of the list that are not as they should be
 * @param verification   the figures
 * @param intervals      of the figures, by people
 * @param identification one-shot identification of the same people; null for a given list
 * @param comparisons    with other encoders on the same pairs, in the order of the command line
 * @param rounding       effect of rounding embeddings to bytes; null if they were not
 * @param groups         figures of groups of pairs, in the order of attributes and values; null if none were asked for
 * @param tooSmallGroups groups without figures; null if none were asked for
 */
public record PairsResult(
        String pairs,
        ListReview listed,
        VerificationFigures verification,
        FigureIntervals intervals,
        @Nullable OneShotFigures identification,
        List<EncoderComparison> comparisons,
        @Nullable Rounding rounding,
        @Nullable List<PairGroup> groups,
        @Nullable List<TooSmallGroup> tooSmallGroups)
        implements EvaluationResult {
    public PairsResult {
        comparisons = List.copyOf(comparisons);
        groups = groups == null ? null : List.copyOf(groups);
        tooSmallGroups = tooSmallGroups == null ? null : List.copyOf(tooSmallGroups);
    }

    /**
     * Pairs of a list that are not as they should be.
     *
     * @param selfCount          of a picture with itself, left out
     * @param contradictoryCount said to show one person and two, left out
     * @param repeatedCount      that stand further up already, kept
     */
    public record ListReview(int selfCount, int contradictoryCount, int repeatedCount) {}

    /**
     * One-shot identification: people enrolled with one picture each, and probes of them and of strangers.
     *
     * @param enrolledCount   people in the gallery
     * @param rankOne         probes of enrolled people whose nearest person is the right one
     * @param cumulativeMatch share of these probes whose right person is among the nearest k, k from 1
     * @param threshold       the largest distance that identifies
     * @param falseNegatives  probes of enrolled people not identified as themselves, FNIR
     * @param falsePositives  probes of strangers identified as someone, FPIR
     */
    public record OneShotFigures(
            int enrolledCount,
            CountedRate rankOne,
            List<Double> cumulativeMatch,
            double threshold,
            CountedRate falseNegatives,
            CountedRate falsePositives) {
        public OneShotFigures {
            cumulativeMatch = List.copyOf(cumulativeMatch);
        }
    }

    /**
     * The evaluated encoder compared with another on the same pairs, each at its own threshold.
     *
     * @param against        the other encoder's file, or what else it is
     * @param pairCount      pairs
     * @param onlyOtherCount pairs that only the other judged correctly
     * @param onlyThisCount  pairs that only the evaluated encoder judged correctly
     * @param gain           {@code onlyThisCount − onlyOtherCount}
     * @param interval       of the difference of the accuracies, in [−1, 1]
     * @param probability    of a difference this large, or larger, if both were equally good, in (0, 1]
     */
    public record EncoderComparison(
            String against,
            long pairCount,
            long onlyOtherCount,
            long onlyThisCount,
            long gain,
            Interval interval,
            double probability) {}

    /**
     * What rounding to bytes costs.
     *
     * @param comparison     of the rounded embeddings with the others
     * @param pairCount      pairs with a distance
     * @param meanChange     mean change of the distance
     * @param largestChange  largest change of the distance
     */
    public record Rounding(EncoderComparison comparison, long pairCount, double meanChange, double largestChange) {}

    /**
     * The figures of a group of pairs.
     *
     * @param attribute    such as {@code age}
     * @param attributeValue such as {@code over 60}
     * @param verification at the thresholds of all pairs
     * @param intervals    by the group's people
     * @param ownThreshold the group's own threshold; null if its pairs support none
     */
    public record PairGroup(
            String attribute,
            String attributeValue,
            VerificationFigures verification,
            FigureIntervals intervals,
            @Nullable GroupThreshold ownThreshold) {}

    /**
     * The threshold of a group.
     *
     * @param falseMatchRate the rate that it keeps to
     * @param threshold      the largest distance that matches; −1 if nothing matches
     * @param interval       of the rate at that threshold
     */
    public record GroupThreshold(double falseMatchRate, double threshold, Interval interval) {}

    /** A group without pairs of one kind. */
    public record TooSmallGroup(String attribute, String attributeValue, int genuineCount, int impostorCount) {}
}
