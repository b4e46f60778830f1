package org.likeness.bench;

/** Embeddings of people that an index is filled with, and others of the same people that are looked for. */
interface FaceSet {
    /** The number of faces. */
    int count();

    /** The length of an embedding, D. */
    int dimension();

    /** Whose a face is. */
    long person(long face);

    /** The embedding of a face, [D]. */
    float[] vector(long face);

    /**
     * Further faces of some of the people.
     *
     * @param number at most so many
     * @return [n][D]
     */
    float[][] probes(int number);
}
