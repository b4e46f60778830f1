package org.likeness.gallery;

import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/**
 * Enrolled people, each with faces whose embeddings lie in the space of one encoder. While a gallery comes to another encoder, faces have
 * embeddings in several spaces ({@link #spaces()}).
 *
 * <p>Each change is one transaction, durable when the call returns, and an entry of the history. A change that fails changes nothing. A
 * name identifies nobody: several people may have the same one, and people are only merged by {@link #merge}. Thread-safe; several
 * processes may use one gallery.
 *
 * <p>All methods throw a {@link org.likeness.core.LikenessException} if the store fails ({@code UNAVAILABLE}), is damaged
 * ({@code CORRUPT}), or does not hold the person or face that a change names ({@code NOT_FOUND}).
 */
public interface Gallery extends AutoCloseable {
    /** The name of the gallery for messages, such as {@code gallery "staff.db"}. */
    String name();

    /** The current space: the one that faces are enrolled and searched in. */
    EncoderId space();

    /** How the faces of the current space were obtained; empty for a gallery of the first format, which does not record it. */
    Optional<FaceExtraction> extraction();

    /** The length of the embeddings of the current space; empty as long as there is none. */
    OptionalInt dimension();

    /** The current space and those of other encoders. */
    GallerySpaces spaces();

    /** How many people, faces and changes there are. */
    GalleryStats stats();

    /**
     * Reads everything and checks that it fits together.
     *
     * @return what does not, one sentence each; empty if the gallery is sound
     */
    List<String> check();

    // Reading

    /** A person by id. */
    Optional<Person> person(PersonId id);

    /** The person with an external id. */
    Optional<Person> personWithExternalId(String externalId);

    /** The people of a name, in the order of their ids. */
    List<Person> peopleNamed(String name);

    /**
     * People in the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param count at most so many, at least 1
     */
    List<Person> people(Optional<PersonId> after, int count);

    /** A person's faces, in the order of enrollment. */
    List<Face> faces(PersonId person);

    /** A face by id. */
    Optional<Face> face(FaceId id);

    /** The faces of a picture's file, in the order of enrollment. */
    List<Face> facesOf(String sha256);

    /** The embedding of a face in the current space; empty if it has none there. */
    Optional<Embedding> embedding(FaceId face);

    /** The embeddings of a face in all spaces: that in the current one first, the others in the order of {@link GallerySpaces#list()}. */
    List<Embedding> embeddings(FaceId face);

    /** The kept picture of a face. */
    Optional<KeptCrop> crop(FaceId face);

    // Changing

    /**
     * Adds a person who has no face yet.
     *
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if another person has the external id
     */
    Person create(PersonDetails details);

    /**
     * Adds faces to a person. An embedding that the person already has is kept once.
     *
     * @return in the order of the faces
     * @throws org.likeness.core.embedding.SpaceMismatchException if an embedding is of another encoder
     */
    List<Enrollment> enroll(PersonId person, List<NewFace> faces);

    /** Adds a person with faces, one or more. */
    List<Enrollment> enroll(PersonDetails newPerson, List<NewFace> faces);

    /**
     * Adds people with their faces, all in one change. If nothing was ever changed in this gallery, they keep their ids.
     *
     * @param people read once, in their order
     * @return how many there were
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if somebody has one of their external ids
     */
    int add(Iterator<PersonCopy> people);

    /** Replaces name, external id and metadata of a person. */
    void edit(PersonId person, PersonDetails details);

    /**
     * Gives all faces of a person to another one, and removes the first, with name, external id and metadata.
     *
     * @param from removed
     * @param into keeps its id and details
     */
    void merge(PersonId from, PersonId into);

    /** Gives faces to another person. Their people remain, also without any face. */
    void move(Collection<FaceId> faces, PersonId to);

    /** Gives faces, one or more, to a new person. */
    Person split(Collection<FaceId> faces, PersonDetails newPerson);

    /**
     * Undoes the last change that can be undone and was not.
     *
     * @return that change; empty if there is none
     */
    Optional<Change> undo();

    /**
     * Erases people with their faces, and their names from the history. This cannot be undone.
     *
     * @param people ids; those who are not there are passed over
     */
    Erasure forget(Collection<PersonId> people);

    /**
     * Erases faces. Their people remain. This cannot be undone.
     *
     * @param faces ids; those that are not there are passed over
     */
    Erasure forgetFaces(Collection<FaceId> faces);

    /** Erases the faces enrolled before a time, and the people created before it who then have no face. This cannot be undone. */
    Erasure forgetOlderThan(Instant time);

    // Following

    /** The last changes, the latest first. */
    List<Change> history(int count);

    /** The present version: an index that follows the gallery compares it with its own. */
    GalleryVersion version();

    /**
     * The faces that changes after a sequence number have added, moved or removed.
     *
     * @param sequence of a {@link #version()} of the present epoch
     */
    List<FaceId> changedAfter(long sequence);

    /** Receives the faces of a gallery. */
    @FunctionalInterface
    interface FaceVisitor {
        /**
         * A face.
         *
         * @param vector the embedding, [D]
         */
        void face(FaceId face, PersonId person, float[] vector);
    }

    /**
     * Visits the faces that are searched in a space, in the order of their ids: in the current one all that have an embedding there, in
     * another one those of people who have none in the current one.
     */
    void visit(EncoderId space, FaceVisitor visitor);

    /** Visits those of some faces that {@link #visit(EncoderId, FaceVisitor)} does, in the order of their ids. */
    void visit(EncoderId space, Collection<FaceId> faces, FaceVisitor visitor);

    /** The embedding of a face in a space, for an index: the values alone, empty if the face was removed meanwhile. */
    Optional<float[]> vector(FaceId face, EncoderId space);

    @Override
    void close();
}
