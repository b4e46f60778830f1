package org.likeness.app.cli.recognize;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.app.cli.gallery.NamedPerson;
import org.likeness.app.cli.gallery.PeopleLookup;
import org.likeness.gallery.Enrollment;
import org.likeness.gallery.Gallery;
import org.likeness.gallery.NewFace;
import org.likeness.gallery.PersonDetails;
import org.likeness.gallery.PersonId;

/** The people that pictures are enrolled for, found by id, external id or name, or added by name. */
final class EnrolledPeople {
    private final Gallery gallery;
    private final boolean another;
    private final Map<String, PersonId> ids = new HashMap<>();

    /** @param another whether people are added although others have their names */
    EnrolledPeople(Gallery gallery, boolean another) {
        this.gallery = gallery;
        this.another = another;
    }

    /** The person that is meant; empty if the name is new. */
    Optional<PersonId> find(String name) {
        return Optional.ofNullable(ids.get(name)).or(() -> {
            Optional<PersonId> found = another
                    ? Optional.empty()
                    : NamedPerson.find(PeopleLookup.of(gallery), name).map(person -> new PersonId(person.personId()));
            found.ifPresent(id -> ids.put(name, id));
            return found;
        });
    }

    /** Whether a picture's file is enrolled for the person already, with the gallery's present encoder. */
    boolean hasFaceOf(String name, String sha256) {
        return find(name)
                .filter(id -> gallery.facesOf(sha256).stream()
                        .anyMatch(face -> face.person().equals(id)
                                && gallery.embedding(face.id()).isPresent()))
                .isPresent();
    }

    /**
     * Enrolls a face.
     *
     * @param ifNew what is said about the person, if there is none of that name yet
     * @return false if the person had that face already
     */
    boolean enroll(String name, PersonDetails ifNew, NewFace face) {
        Optional<PersonId> known = find(name);
        Enrollment done = (known.isPresent()
                        ? gallery.enroll(known.get(), List.of(face))
                        : gallery.enroll(ifNew, List.of(face)))
                .get(0);
        ids.put(name, done.person());
        return done.added();
    }
}
