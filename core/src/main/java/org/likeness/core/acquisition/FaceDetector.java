package org.likeness.core.acquisition;

import java.util.List;
import org.likeness.core.image.FaceImage;

/** Detects faces and their landmarks. Thread-safe. */
public interface FaceDetector extends AutoCloseable {
    /**
     * The faces in a picture.
     *
     * @param picture any size, upright
     * @return in pixels of the picture as it was decoded, by falling score; none where no face was found
     */
    List<DetectedFace> detect(FaceImage picture);

    @Override
    void close();
}
