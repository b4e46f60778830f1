package org.likeness.search;

/** Where the embeddings of faces are kept, such as a store on disk. An index asks for those of its best candidates only. */
@FunctionalInterface
public interface FaceVectors {
    /**
     * The embedding of a face.
     *
     * @param face number of a face that is in the index
     * @return [D], as it was added
     */
    float[] vector(long face);
}
