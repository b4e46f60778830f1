package org.likeness.core.image;

/** The fill of pixels outside a picture in alignment. */
public enum Border {
    /** Black: the default of OpenCV's {@code warpAffine}, and therefore that of the training of most encoders. */
    BLACK,
    /** The picture's outermost pixels, repeated without end. */
    EDGE
}
