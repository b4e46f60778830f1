package org.likeness.search;

import java.util.List;

/**
 * Faces that are searched for the people nearest to a probe. A person may have several faces; the distance of a person is that of the
 * nearest one. Thread-safe: searches run beside each other, changes exclude them for a moment.
 *
 * <p>Distances are squared Euclidean, ‖a − b‖², computed in single precision from the embeddings themselves, summed in double precision.
 */
public interface SearchIndex {
    /**
     * A person that was found.
     *
     * @param person   whose face it is
     * @param face     the nearest face of that person
     * @param distance squared Euclidean, at least 0
     */
    record Hit(long person, long face, double distance) {}

    /** The length of the embeddings, D. */
    int dimension();

    /** The number of faces. */
    int size();

    /**
     * Adds a face.
     *
     * @param face      its number, which no other face in the index has
     * @param person    whose it is
     * @param embedding [D], finite
     * @throws IllegalArgumentException if the embedding has another length, or a component that is not finite
     */
    void add(long face, long person, float[] embedding);

    /**
     * Removes a face.
     *
     * @return whether it was there
     */
    boolean remove(long face);

    /**
     * The nearest people, nearest first; of equally near ones, the lower number first.
     *
     * @param probe  [D], finite
     * @param people how many, at least 1; fewer are returned where there are fewer
     */
    List<Hit> nearest(float[] probe, int people);

    /**
     * The nearest people for each of several probes, in less time than one after another.
     *
     * @param probes [n][D], finite
     * @param people how many for each, at least 1
     */
    List<List<Hit>> nearest(float[][] probes, int people);
}
