package org.likeness.core.audit;

/**
 * Two names whose pictures are so near to each other that they are taken for one person's.
 *
 * @param first      of the first set
 * @param second     of the first set too, or of the other
 * @param distance   of their centers, squared, corrected for hubs, in [0, 4]
 * @param evidence   on how many pairs it rests
 * @param falseShare of this and all nearer findings with as much evidence, how many are expected to be two people, in [0, 1]
 */
public record SamePerson(
        AuditedPerson first, AuditedPerson second, double distance, Evidence evidence, double falseShare) {}
