package org.likeness.core.audit;

/**
 * A duplicate picture: in both sets, or under two names of the first.
 *
 * @param first       of the first set
 * @param second      the other
 * @param identical   whether the files' bytes are the same
 * @param correlation of the two, one of them cropped to match the other, in [−1, 1]; 1 if they are identical
 */
public record Copy(AuditedPicture first, AuditedPicture second, boolean identical, double correlation) {}
