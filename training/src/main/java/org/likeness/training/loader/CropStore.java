package org.likeness.training.loader;

import java.util.Optional;
import org.likeness.core.image.FaceImage;

/**
 * A cache of crops by the names of their pictures, so that each file is decoded once. Thread-safe. A cached crop is returned bit for bit; a
 * missing one costs only time.
 */
public interface CropStore extends AutoCloseable {
    /** What was kept of a picture; nothing if nothing was, or if it is not sound any more. */
    Optional<FaceImage> find(String picture);

    /**
     * Keeps what was cut out of a picture, where there is room.
     *
     * @throws org.likeness.core.LikenessException if it cannot be written
     */
    void keep(String picture, FaceImage crop);

    /** Lets go of what is held; neither {@link #find} nor {@link #keep} is called any more. */
    @Override
    void close();
}
