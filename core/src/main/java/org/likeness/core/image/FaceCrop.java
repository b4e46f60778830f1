package org.likeness.core.image;

/**
 * Which part of a picture is the face that an encoder takes: the crop rule of its specification.
 *
 * <p>{@link CropFraction} cuts a part given in fractions of width and height; {@link FivePointTemplate} maps five
 * landmarks onto a template. A picture handed to an encoder with a template is taken as aligned already.
 */
public sealed interface FaceCrop permits CropFraction, FivePointTemplate {}
