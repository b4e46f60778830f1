package org.likeness.search;

import org.jspecify.annotations.Nullable;

/** Where the embeddings of faces are kept, such as a store on disk. An index asks for those of its best candidates only. */
@FunctionalInterface
public interface FaceVectors {
    /**
     * The embedding of a face.
     *
     * @param face number of a face that is in the index
     * @return [D], as it was added; null if the store has lost it meanwhile, and then the face is passed over
     */
    float @Nullable [] vector(long face);

    /**
     * The embeddings of several faces, in one question where a question takes long.
     *
     * @param faces numbers of faces that are in the index
     * @return [n][D], in the order of the numbers; null for a face that the store has lost
     */
    default float[] @Nullable [] vectors(long[] faces) {
        float[] @Nullable [] vectors = new float[faces.length][];
        for (int i = 0; i < faces.length; i++) {
            vectors[i] = vector(faces[i]);
        }
        return vectors;
    }
}
