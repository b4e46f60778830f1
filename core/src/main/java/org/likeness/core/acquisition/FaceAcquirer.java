package org.likeness.core.acquisition;

import java.util.List;
import org.likeness.core.image.FaceImage;

/** Extracts the faces of pictures as input of an encoder. Thread-safe. */
public interface FaceAcquirer extends AutoCloseable {
    /** Takes every picture as a face that was cut out, and aligned, already. */
    FaceAcquirer WHOLE = new FaceAcquirer() {
        @Override
        public List<Acquisition> acquire(FaceImage picture) {
            return List.of(new Acquisition.TakenWhole(picture));
        }

        @Override
        public void close() {}
    };

    /**
     * The faces of a picture.
     *
     * @param picture any size, upright
     * @return one outcome a face that was chosen, or a single failure; never none
     */
    List<Acquisition> acquire(FaceImage picture);

    @Override
    void close();
}
