package org.likeness.gallery;

import java.time.Instant;
import java.util.List;

/**
 * A person with all faces, as it is copied from one gallery to another.
 *
 * @param id      in the gallery that it was copied from
 * @param details name, external id, metadata
 * @param created when the person was added there
 * @param faces   in the order of enrollment
 */
public record PersonCopy(PersonId id, PersonDetails details, Instant created, List<FaceCopy> faces) {
    public PersonCopy {
        faces = List.copyOf(faces);
    }

    /**
     * A face.
     *
     * @param id       in the gallery that it was copied from
     * @param face     embedding, source, quality, crop
     * @param enrolled when
     */
    public record FaceCopy(FaceId id, NewFace face, Instant enrolled) {}

    /** Copies a person out of a gallery. */
    public static PersonCopy of(Gallery gallery, Person person) {
        return new PersonCopy(
                person.id(),
                person.details(),
                person.created(),
                gallery.faces(person.id()).stream()
                        .map(face -> new FaceCopy(
                                face.id(),
                                new NewFace(
                                        gallery.embedding(face.id()).orElseThrow(),
                                        face.source(),
                                        face.sha256(),
                                        face.quality(),
                                        gallery.crop(face.id())),
                                face.enrolled()))
                        .toList());
    }
}
