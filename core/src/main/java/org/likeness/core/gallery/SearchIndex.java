package org.likeness.core.gallery;

import java.util.List;
import org.likeness.core.embedding.Embedding;

/** Finds the enrolled people who are nearest to an embedding. */
public interface SearchIndex {
    /**
     * A person and how near.
     *
     * @param person   who
     * @param picture  the enrolled picture that is nearest
     * @param distance of that picture
     */
    record Neighbor(PersonId person, String picture, double distance) {}

    /**
     * The nearest people, each by the nearest of their pictures.
     *
     * @param count at most so many, at least 1
     * @return nearest first; fewer if fewer are enrolled
     * @throws org.likeness.core.embedding.SpaceMismatchException if the embedding is of another encoder
     */
    List<Neighbor> nearest(Embedding embedding, int count);
}
