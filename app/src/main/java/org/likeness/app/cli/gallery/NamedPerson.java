package org.likeness.app.cli.gallery;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.likeness.core.LikenessException;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.Person;
import org.likeness.gallery.PersonId;

/** Finds the person that an argument means: by id ({@code #17}), by external id, or by a name that only one person has. */
public final class NamedPerson {
    private NamedPerson() {}

    /**
     * The person that is meant.
     *
     * @throws LikenessException if there is none, or several have the name; the message lists their ids
     */
    public static Person of(Gallery gallery, String argument) {
        return find(gallery, argument).orElseThrow(() -> nobody(gallery, argument));
    }

    /**
     * The person that is meant; empty if the argument is a name or an external id that nobody has.
     *
     * @throws LikenessException if several have the name, or nobody has the id
     */
    public static Optional<Person> find(Gallery gallery, String argument) {
        Optional<PersonId> id = PersonId.parse(argument);
        if (id.isPresent()) {
            return Optional.of(gallery.person(id.get()).orElseThrow(() -> nobody(gallery, argument)));
        }
        Optional<Person> external = gallery.personWithExternalId(argument);
        if (external.isPresent()) {
            return external;
        }
        List<Person> named = gallery.peopleNamed(argument);
        if (named.size() > 1) {
            throw LikenessException.conflict(String.format(
                    Locale.ROOT,
                    "%d people of %s are named \"%s\": give an id instead: %s",
                    named.size(),
                    gallery.name(),
                    argument,
                    named.stream().map(NamedPerson::described).collect(Collectors.joining(", "))));
        }
        return named.stream().findFirst();
    }

    /** Such as {@code #17, external id E-204, 3 faces}. */
    static String described(Person person) {
        return String.format(
                Locale.ROOT,
                "%s%s, %,d face%s",
                person.id(),
                person.details()
                        .externalId()
                        .map(external -> ", external id " + external)
                        .orElse(""),
                person.faceCount(),
                person.faceCount() == 1 ? "" : "s");
    }

    private static LikenessException nobody(Gallery gallery, String argument) {
        return LikenessException.notFound(String.format(
                Locale.ROOT,
                "no one is enrolled in %s as \"%s\"; likeness gallery list shows all people",
                gallery.name(),
                argument));
    }
}
