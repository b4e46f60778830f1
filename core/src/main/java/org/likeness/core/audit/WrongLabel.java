package org.likeness.core.audit;

/**
 * A picture that seems to have a wrong label.
 *
 * @param picture    the picture with its label
 * @param own        squared distance to the center of the label's other pictures, in [0, 4]
 * @param usual      the median of that over the person's pictures
 * @param other      the person that it seems to show
 * @param toOther    squared distance to that person's center, corrected for hubness
 * @param score      −log₁₀ of the probability that a correct label is as far from its own center and as near to another, 0 or more
 * @param falseShare expected share of this and all findings with a higher score that are correct labels, in [0, 1]
 */
public record WrongLabel(
        AuditedPicture picture,
        double own,
        double usual,
        AuditedPerson other,
        double toOther,
        double score,
        double falseShare) {}
