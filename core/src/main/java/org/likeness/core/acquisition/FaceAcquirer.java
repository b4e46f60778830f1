package org.likeness.core.acquisition;

import java.util.List;
import java.util.Optional;
import org.likeness.core.image.FaceAlignment;
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

    /** How the faces are aligned that it gives; empty if they are not, or if that is not known. */
    default Optional<FaceAlignment> alignment() {
        return Optional.empty();
    }

    @Override
    void close();
}
