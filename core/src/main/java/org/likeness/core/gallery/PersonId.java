package org.likeness.core.gallery;

import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.file.CanonicalName;

/**
 * The name of an enrolled person.
 *
 * @param name 1 to 200 characters, not blank, without control characters; converted to {@link CanonicalName}'s form
 */
public record PersonId(String name) implements Comparable<PersonId> {
    private static final int LONGEST = 200;

    public PersonId {
        name = CanonicalName.of(name);
        if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(Character::isISOControl)) {
            throw LikenessException.invalid(String.format(
                    Locale.ROOT,
                    "person \"%s\": a name of 1 to %d characters is expected, without control characters",
                    name.replaceAll("\\p{Cntrl}", "?"),
                    LONGEST));
        }
    }

    @Override
    public int compareTo(PersonId other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }
}
