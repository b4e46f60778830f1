package org.likeness.training.loader;

import java.util.Optional;
import org.likeness.core.image.FaceImage;

/**
 * Keeps what was cut out of pictures, by their names, so that a file is decoded once. Several threads look and keep at
 * once. What is found is what was kept, to the bit; that something is not found costs time and nothing else.
 */
public interface CropStore extends AutoCloseable {
    /** What was kept of a picture; nothing if nothing was, or if it is not sound any more. */
    Optional<FaceImage> find(String picture);

    /**
     * Keeps what was cut out of a picture, where there is room.
     *
     * @throws org.likeness.core.UserException if it cannot be written
     */
    void keep(String picture, FaceImage crop);

    /** Lets go of what is held; neither {@link #find} nor {@link #keep} is called any more. */
    @Override
    void close();
}
