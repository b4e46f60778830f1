package org.likeness.core.audit;

import org.likeness.core.dataset.Identity;

/**
 * A person of one of the sets that are looked through.
 *
 * @param set      1, or 2 in the set that the first is held against
 * @param identity with its name there
 */
public record AuditedPerson(int set, Identity identity) {
    /** The name in its set. */
    public String name() {
        return identity.name();
    }
}
