package org.likeness.core.audit;

import org.likeness.core.dataset.Picture;

/**
 * A picture and the person it is labeled as.
 *
 * @param person  the label, right or wrong
 * @param picture of that set
 */
public record AuditedPicture(AuditedPerson person, Picture picture) {
    /** Whether the two together are worth a word: of two sets, or of two people of the first. */
    boolean concerns(AuditedPicture other) {
        return person.set() != other.person.set()
                || (person.set() == 1 && !person.name().equals(other.person.name()));
    }
}
