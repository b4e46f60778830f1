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
}
