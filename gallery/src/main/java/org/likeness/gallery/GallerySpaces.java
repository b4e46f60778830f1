package org.likeness.gallery;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.acquisition.FaceExtraction;
import org.likeness.core.embedding.Embedding;
import org.likeness.core.embedding.EncoderId;

/**
 * The spaces of a gallery: the current one, in which faces are enrolled and searched, and those of other encoders. A gallery comes to
 * another encoder by embedding its faces in a second space, while the first remains in use, and by making the second the current one, which
 * is a single change and takes no longer for many faces than for few. The same leads back.
 *
 * <p>Each method that changes something is one transaction, durable when it returns. Errors are those of {@link Gallery}.
 */
public interface GallerySpaces {
    /** All of them, in the order in which they came. */
    List<GallerySpace> list();

    /**
     * Adds a space, still without embeddings, unless it is there.
     *
     * @param extraction how faces are obtained for it, if that is known
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if it is there, and its faces were obtained in another way
     */
    void prepare(EncoderId space, Optional<FaceExtraction> extraction);

    /**
     * Faces that have no embedding in a space, in the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param count at most so many, at least 1
     */
    List<Face> without(EncoderId space, Optional<FaceId> after, int count);

    /**
     * Adds embeddings of faces in a space of the gallery. Faces that were removed meanwhile, or have an embedding there, are passed over.
     *
     * @param embeddings by face, all in one space
     * @return how many were added
     */
    int add(Map<FaceId, Embedding> embeddings);

    /** The people with faces of whom none has an embedding in a space, in the order of their ids. */
    List<PersonId> leftBehind(EncoderId space);

    /**
     * Makes a space the current one. Those who are left behind remain in the spaces where they are; they are found by a search of
     * those ({@link GallerySearch}).
     *
     * @param leave whether people may be left behind
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if people would be left behind, and may not be
     */
    void use(EncoderId space, boolean leave);

    /**
     * Removes a space with its embeddings, whose bytes are overwritten.
     *
     * @return the places where they may still be, as {@link Erasure#remaining()} has them
     * @throws org.likeness.core.LikenessException {@code CONFLICT} if it is the current one, or a face has no embedding in another
     */
    List<String> remove(EncoderId space);
}
