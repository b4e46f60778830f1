package org.likeness.core.image;

import java.util.random.RandomGenerator;
import org.likeness.core.Experimental;

/** Varies training pictures. A function of picture and generator, and thread-safe. */
@Experimental
@FunctionalInterface
public interface Augmentation {
    /**
     * One variation of a face.
     *
     * @param padded the encoder's crop with {@link #margin} around it; larger or smaller than the encoder's input, in the same shape
     * @param random where all draws come from
     * @return of the size of the encoder's input
     */
    FaceImage augment(FaceImage padded, RandomGenerator random);

    /** How much wider and higher than the encoder's crop the pictures handed in are, around the same center; 1 or more. */
    default double margin() {
        return 1;
    }

    /** Makes the augmentation of a run. */
    @FunctionalInterface
    interface Factory {
        /**
         * @param width  pixels in a row of the encoder's input
         * @param height rows of the encoder's input
         */
        Augmentation of(int width, int height);
    }
}
