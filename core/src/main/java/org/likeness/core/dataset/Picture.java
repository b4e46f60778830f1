package org.likeness.core.dataset;

import org.likeness.core.image.FaceImage;

/**
 * One picture of a data set: its name there, and a way to decode it.
 *
 * <p>{@link #decode()} may be called from several threads at once and gives the same pixels each time.
 */
public interface Picture {
    /** The name within the data set, with forward slashes, such as {@code ann/03.jpg}; unique there. */
    String name();

    /**
     * Decodes the picture, upright.
     *
     * @throws org.likeness.core.image.UnreadablePictureException if it cannot be read, with the reason
     */
    FaceImage decode();
}
