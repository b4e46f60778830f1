package org.likeness.gallery;

import java.util.Optional;
import java.util.OptionalInt;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.EncoderId;

/**
 * A space in which a gallery has embeddings.
 *
 * @param encoder    of the space
 * @param extraction how the faces were obtained; empty for a gallery of the first format, which does not record it
 * @param dimension  the length of the embeddings; empty as long as there is none
 * @param faces      that have an embedding in the space
 * @param onlyHere   those of them that have none in another space
 * @param isCurrent  whether it is the one that faces are enrolled and searched in
 */
public record GallerySpace(
        EncoderId encoder,
        Optional<FaceExtraction> extraction,
        OptionalInt dimension,
        long faces,
        long onlyHere,
        boolean isCurrent) {}
