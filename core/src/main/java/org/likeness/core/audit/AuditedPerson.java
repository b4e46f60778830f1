package org.likeness.core.audit;

import org.likeness.core.dataset.Identity;

/**
 * A person of one of the audited sets.
 *
 * @param set      1, or 2 for the set that the first is compared with
 * @param identity with its name there
 */
public record AuditedPerson(int set, Identity identity) {
    /** The name in its set. */
    public String name() {
        return identity.name();
    }
}
