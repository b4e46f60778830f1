package org.likeness.gallery;

import java.time.Instant;
import java.util.List;
import org.likeness.core.embedding.Embedding;

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
     * @param others   embeddings in further spaces
     * @param enrolled when
     */
    public record FaceCopy(FaceId id, NewFace face, List<Embedding> others, Instant enrolled) {
        public FaceCopy {
            others = List.copyOf(others);
        }

        private static FaceCopy of(Gallery gallery, Face face) {
            List<Embedding> embeddings = gallery.embeddings(face.id());
            return new FaceCopy(
                    face.id(),
                    new NewFace(
                            embeddings.get(0), face.source(), face.sha256(), face.quality(), gallery.crop(face.id())),
                    embeddings.subList(1, embeddings.size()),
                    face.enrolled());
        }
    }

    /** Copies a person out of a gallery. */
    public static PersonCopy of(Gallery gallery, Person person) {
        return new PersonCopy(
                person.id(),
                person.details(),
                person.created(),
                gallery.faces(person.id()).stream()
                        .map(face -> FaceCopy.of(gallery, face))
                        .toList());
    }
}
