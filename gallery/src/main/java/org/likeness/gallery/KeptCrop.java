package org.likeness.gallery;

import java.util.Optional;
import org.likeness.core.image.FaceAlignment;
import org.likeness.core.image.FaceImage;

/**
 * The picture of a face that a gallery keeps, so that the face can be embedded again.
 *
 * @param picture   as it was embedded, before the encoder's own crop and size
 * @param alignment how the face was aligned; empty if it was not, or if that is not known
 */
public record KeptCrop(FaceImage picture, Optional<FaceAlignment> alignment) {}
