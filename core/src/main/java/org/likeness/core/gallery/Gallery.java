package org.likeness.core.gallery;

import java.util.List;
import java.util.SortedMap;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/** Enrolled people, each with one or more embeddings of one space. */
public interface Gallery extends AutoCloseable {
    /**
     * One enrolled picture.
     *
     * @param person    who
     * @param picture   what it was called when it was enrolled
     * @param embedding where it lies
     */
    record Entry(PersonId person, String picture, Embedding embedding) {}

    /** The space that all embeddings lie in. */
    EncoderId space();

    /**
     * Adds a picture. The same embedding of the same person is kept once.
     *
     * @throws org.likeness.core.embedding.SpaceMismatchException if it is of another encoder; nothing is changed then
     */
    void enroll(PersonId person, String picture, Embedding embedding);

    /**
     * Removes a person with all pictures.
     *
     * @return how many pictures there were
     */
    int forget(PersonId person);

    /** Everybody, with the number of pictures. */
    SortedMap<PersonId, Integer> people();

    /** All pictures, in the order in which they were enrolled. */
    List<Entry> entries();

    /** A number that is another one after each change, by whatever process: an index that follows the gallery asks for it. */
    long version();

    @Override
    void close();
}
