package org.likeness.core.audit;

/**
 * Two names whose pictures are so near to each other that they seem to be one person.
 *
 * @param first      of the first set
 * @param second     of the first set too, or of the other
 * @param distance   squared distance of their centers, corrected for hubness, in [0, 4]
 * @param evidence   the number of pairs behind the distance
 * @param falseShare expected share of this and all nearer findings with the same evidence that are two people, in [0, 1]
 */
public record SamePerson(
        AuditedPerson first, AuditedPerson second, double distance, Evidence evidence, double falseShare) {}
