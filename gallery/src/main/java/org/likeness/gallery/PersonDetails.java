package org.likeness.gallery;

import java.util.Locale;
import java.util.Optional;
import org.likeness.core.LikenessException;
import org.likeness.core.file.CanonicalName;

/**
 * What is said about a person; all of it can be changed.
 *
 * @param name       for display; several people may have the same one. 1 to 200 characters, not blank, without control characters,
 *                   converted to {@link CanonicalName}'s form
 * @param externalId the person's id in another system, if there is one: no two people of a gallery have the same. As long as a name
 * @param metadata   what an application keeps with the person
 */
public record PersonDetails(String name, Optional<String> externalId, Metadata metadata) {
    private static final int LONGEST = 200;

    /** @throws LikenessException if the name or the external id is blank, too long, or has control characters */
    public PersonDetails {
        name = checked("person", name);
        externalId = externalId.map(id -> checked("external id", id));
    }

    /** A name alone. */
    public static PersonDetails named(String name) {
        return new PersonDetails(name, Optional.empty(), Metadata.NONE);
    }

    /** The same with another name. */
    public PersonDetails withName(String other) {
        return new PersonDetails(other, externalId, metadata);
    }

    /** The same with another external id, or without one. */
    public PersonDetails withExternalId(Optional<String> other) {
        return new PersonDetails(name, other, metadata);
    }

    /** The same with other metadata. */
    public PersonDetails withMetadata(Metadata other) {
        return new PersonDetails(name, externalId, other);
    }

    private static String checked(String what, String text) {
        String canonical = CanonicalName.of(text);
        if (canonical.isBlank()
                || canonical.length() > LONGEST
                || canonical.chars().anyMatch(Character::isISOControl)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "%s \"%s\": a name of 1 to %d characters is expected, without control characters",
                    what,
                    canonical.replaceAll("\\p{Cntrl}", "?"),
                    LONGEST));
        }
        return canonical;
    }
}
