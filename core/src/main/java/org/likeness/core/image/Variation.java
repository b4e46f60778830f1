package org.likeness.core.image;

/**
 * How far pictures may be varied.
 *
 * @param mirror     probability of a mirror image
 * @param shift      of the face in each direction, share of the width or height, at most
 * @param scale      share larger or smaller, at most; below 1
 * @param rotation   degrees, at most
 * @param brightness share of 255 added or taken, at most
 * @param contrast   share more or less, at most
 * @param gray       probability of losing the colors
 * @param blur       probability of a Gaussian blur
 * @param erase      probability of a rectangle being painted over
 * @param lowResolution   probability of being shrunk and enlarged again, as a face is that was far away
 * @param leastResolution share of the width and height to which it is shrunk, at least; above 0
 */
public record Variation(
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
    public static final Variation NONE = new Variation(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
}
