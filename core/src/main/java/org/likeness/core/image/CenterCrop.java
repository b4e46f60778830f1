package org.likeness.core.image;

/**
 * Takes the encoder's crop, without variation, from pictures with a margin.
 *
 * @param margin how much wider and higher than the crop the pictures are, 1 or more
 * @param width  pixels in a row of the result
 * @param height rows of the result
 */
public record CenterCrop(double margin, int width, int height) {
    /** The crop of a picture with the margin. */
    public FaceImage of(FaceImage padded) {
        return new FaceImage(width, height, Placement.CENTER.resample(padded, margin, width, height));
    }
}
