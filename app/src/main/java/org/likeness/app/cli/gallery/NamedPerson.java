package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.api.gallery.EnrolledPerson;
import org.likeness.core.LikenessException;
import org.likeness.gallery.PersonId;

/** Finds the person that an argument means: by id ({@code #17}), by external id, or by a name that only one person has. */
public final class NamedPerson {
    private NamedPerson() {}

    /**
     * The person that is meant.
     *
     * @throws LikenessException if there is none, or several have the name; the message lists their ids
     */
    public static EnrolledPerson of(PeopleLookup people, String argument) {
        return find(people, argument).orElseThrow(() -> nobody(people, argument));
    }

    /**
     * The person that is meant; empty if the argument is a name or an external id that nobody has.
     *
     * @throws LikenessException if several have the name, or nobody has the id
     */
    public static Optional<EnrolledPerson> find(PeopleLookup people, String argument) {
        Optional<PersonId> id = PersonId.parse(argument);
        if (id.isPresent()) {
            return Optional.of(people.withId(id.get().value()).orElseThrow(() -> nobody(people, argument)));
        }
        Optional<EnrolledPerson> external = people.withExternalId(argument);
        if (external.isPresent()) {
            return external;
        }
        List<EnrolledPerson> named = people.named(argument);
        if (named.size() > 1) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%d people of %s are named \"%s\": give an id instead: %s",
                    named.size(),
                    people.described(),
                    argument,
                    named.stream().map(GalleryText::described).collect(Collectors.joining(", "))));
        }
        return named.stream().findFirst();
    }

    private static LikenessException nobody(PeopleLookup people, String argument) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "no one is enrolled in %s as \"%s\"; likeness gallery list shows all people",
                people.described(),
                argument));
    }
}
