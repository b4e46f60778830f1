package org.likeness.gallery;

import java.util.Locale;
import java.util.Optional;

/**
 * The id of a person in one gallery: it never changes and is never given to another person.
 *
 * @param value 1 or more
 */
public record PersonId(long value) implements Comparable<PersonId> {
    private static final char SIGN = '#';

    public PersonId {
        if (value < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "id %d of a person: 1 or more is expected", value));
        }
    }

    /** The id that {@link #toString()} wrote, such as {@code #17}; empty for any other text. */
    public static Optional<PersonId> parse(String text) {
        if (!text.matches(SIGN + "[1-9][0-9]{0,17}")) {
            return Optional.empty();
        }
        return Optional.of(new PersonId(Long.parseLong(text.substring(1))));
    }

    @Override
    public int compareTo(PersonId other) {
        return Long.compare(value, other.value);
    }

    /** Such as {@code #17}. */
    @Override
    public String toString() {
        return SIGN + Long.toString(value);
    }
}
