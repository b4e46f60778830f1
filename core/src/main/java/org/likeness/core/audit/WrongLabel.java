package org.likeness.core.audit;

/**
 * A picture that seems to stand under a wrong name.
 *
 * @param picture    with the name that it bears
 * @param own        distance to the center of that name's other pictures, squared, in [0, 4]
 * @param usual      the median of that over the person's pictures
 * @param other      who it seems to show
 * @param toOther    distance to the center of that name's pictures, squared, corrected for hubs
 * @param score      −log₁₀ of the chance that a right label is as far from its own and as near to another, 0 or more
 * @param falseShare of this and all findings with a higher score, how many are expected to be right labels, in [0, 1]
 */
public record WrongLabel(
        AuditedPicture picture,
        double own,
        double usual,
        AuditedPerson other,
        double toOther,
        double score,
        double falseShare) {}
