package org.likeness.core.image;

/**
 * The part of a picture that is the face: the crop rule of an encoder's specification.
 *
 * <p>{@link CropFraction} is a part in fractions of width and height; {@link FivePointTemplate} maps five landmarks to a template. A
 * picture passed to an encoder with a template is assumed to be aligned.
 */
public sealed interface FaceCrop permits CropFraction, FivePointTemplate {}
