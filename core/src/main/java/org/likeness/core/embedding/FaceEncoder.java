package org.likeness.core.embedding;

import java.util.List;
import org.likeness.core.image.FaceImage;

/** Maps pictures of faces to embeddings. */
public interface FaceEncoder extends AutoCloseable {
    /** What the encoder takes and gives. */
    EncoderSpec spec();

    /** The space its embeddings lie in. */
    EncoderId space();

    /** Whether an embedding is the mean of those of the face and of its mirror image. */
    default boolean mirrors() {
        return false;
    }

    /**
     * Embeds pictures; the specification's crop, size and normalization are applied here.
     *
     * @param faces any sizes, at least one
     * @return one embedding a picture, in the same order
     */
    List<Embedding> embed(List<FaceImage> faces);

    @Override
    void close();
}
