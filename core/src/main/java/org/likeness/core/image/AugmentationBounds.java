package org.likeness.core.image;

/**
 * The bounds of augmentation.
 *
 * @param mirror     probability of a mirror image
 * @param shift      of the face in each direction, share of the width or height, at most
 * @param scale      share larger or smaller, at most; below 1
 * @param rotation   degrees, at most
 * @param brightness share of 255 added or taken, at most
 * @param contrast   share more or less, at most
 * @param gray       probability of conversion to gray
 * @param blur       probability of a Gaussian blur
 * @param erase      probability of random erasing
 * @param lowResolution   probability of reduced resolution, as of a distant face
 * @param leastResolution minimum reduced width and height, as a share; above 0
 */
public record AugmentationBounds(
        double mirror,
        double shift,
        double scale,
        double rotation,
        double brightness,
        double contrast,
        double gray,
        double blur,
        double erase,
        double lowResolution,
        double leastResolution) {
    /** Pictures stay as they are. */
    public static final AugmentationBounds NONE = new AugmentationBounds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
