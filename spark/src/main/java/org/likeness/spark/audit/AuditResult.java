package org.likeness.spark.audit;

import java.util.List;
import org.likeness.core.audit.Evidence;
import org.likeness.core.dataset.LeaveOut;

/**
 * The findings of an audit. Each list starts with the most certain finding.
 *
 * @param people      who have an embedding
 * @param faces       embeddings
 * @param judged      faces whose labels could be checked: those of people with three or more
 * @param recall      share of the nearest people of some people and faces that was found; 1 if all were compared
 * @param twoNames    people who seem to be one person
 * @param wrongLabels faces that seem to have a wrong label
 */
public record AuditResult(
        int people, long faces, int judged, double recall, List<TwoNames> twoNames, List<WrongLabel> wrongLabels) {
    public AuditResult {
        twoNames = List.copyOf(twoNames);
        wrongLabels = List.copyOf(wrongLabels);
    }

    /** Pictures that the set is better without. */
    public LeaveOut leaveOut() {
        return LeaveOut.of(wrongLabels.stream().map(WrongLabel::picture).toList());
    }

    /** A name, and how many faces have it. */
    public record Name(String name, int faces) {}

    /**
     * Two names of one person.
     *
     * @param distance   squared distance of the centers, corrected for hubness, in [0, 4]
     * @param evidence   the number of pairs behind it
     * @param falseShare expected share of this and all nearer findings with the same evidence that are two people, in [0, 1]
     */
    public record TwoNames(Name first, Name second, double distance, Evidence evidence, double falseShare) {}

    /**
     * A wrong label.
     *
     * @param person     the label
     * @param picture    its name
     * @param own        squared distance to the center of the label's other faces, in [0, 4]
     * @param usual      the median of that over the person's faces
     * @param other      the person that it seems to show
     * @param toOther    squared distance to that person's center, corrected for hubness
     * @param score      −log₁₀ of the probability that a correct label is as extreme, 0 or more
     * @param falseShare expected share of this and all findings with a higher score that are correct labels, in [0, 1]
     */
    public record WrongLabel(
            String person,
            String picture,
            double own,
            double usual,
            String other,
            double toOther,
            double score,
            double falseShare) {}
}
