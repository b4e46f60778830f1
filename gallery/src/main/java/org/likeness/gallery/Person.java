package org.likeness.gallery;

import java.time.Instant;

/**
 * An enrolled person.
 *
 * @param id        in the gallery
 * @param details   name, external id, metadata
 * @param faceCount enrolled faces, 0 or more
 * @param created   when the person was added
 */
public record Person(PersonId id, PersonDetails details, int faceCount, Instant created) {
    /** The display name. */
    public String name() {
        return details.name();
    }

    /** Such as {@code Ann (#17)}. */
    @Override
    public String toString() {
        return name() + " (" + id + ")";
    }
}
