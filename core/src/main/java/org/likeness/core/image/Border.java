package org.likeness.core.image;

/** What lies beyond a picture when a face near its border, or cut by it, is aligned. */
public enum Border {
    /** Black: what OpenCV's {@code warpAffine} puts there unless it is told otherwise, and so what most encoders were trained with. */
    BLACK,
    /** The picture's outermost pixels, repeated without end. */
    EDGE
}
