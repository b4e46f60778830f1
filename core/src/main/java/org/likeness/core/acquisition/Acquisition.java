package org.likeness.core.acquisition;

import java.util.Optional;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/** The result of extracting a face from a picture: a face or a failure. Failures are counted and never dropped. */
public sealed interface Acquisition {
    /** The face as an encoder takes it; nothing after a failure. */
    Optional<FaceImage> taken();

    /**
     * A face was found and aligned.
     *
     * @param face    where it was found
     * @param aligned the face as an encoder takes it
     * @param quality how good it is
     * @param seen    how many faces were found in the picture, this one among them
     */
    record Acquired(DetectedFace face, FaceImage aligned, FaceQuality quality, int seen) implements Acquisition {
        @Override
        public Optional<FaceImage> taken() {
            return Optional.of(aligned);
        }

        /**
         * The same face as another encoder takes it.
         *
         * @param picture that the face was found in
         */
        public FaceImage aligned(FaceImage picture, FaceAlignment other) {
            return other.align(picture, face.reduced(picture.reduction()).landmarks());
        }
    }

    /**
     * The picture is an aligned face; detection was not used.
     *
     * @param picture as it was handed in
     */
    record TakenWhole(FaceImage picture) implements Acquisition {
        @Override
        public Optional<FaceImage> taken() {
            return Optional.of(picture);
        }
    }

    /**
     * Nothing could be taken.
     *
     * @param reason why, in a few words
     */
    record FailedToAcquire(String reason) implements Acquisition {
        @Override
        public Optional<FaceImage> taken() {
            return Optional.empty();
        }
    }
}
