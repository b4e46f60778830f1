package org.likeness.core.audit;

/**
 * A picture that seems to stand under a wrong name.
 *
 * @param picture    with the name that it bears
 * @param own        median distance to the other pictures of that name, squared, in [0, 4]
 * @param usual      what that median usually is for this person's pictures
 * @param other      who it seems to show
 * @param toOther    median distance to the pictures of that name
 * @param score      own − toOther, above 0
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
