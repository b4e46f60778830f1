package org.likeness.core.image;

/** The fill of pixels outside a picture in alignment. */
public enum Border {
    /** Black: what OpenCV's {@code warpAffine} puts there unless it is told otherwise, and so what most encoders were trained with. */
    BLACK,
    /** The picture's outermost pixels, repeated without end. */
    EDGE
}
