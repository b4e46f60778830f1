package org.likeness.core.recipe;

/**
 * How pictures are varied while training; each bound is multiplied by {@code strength}, mirror excepted.
 *
 * @param strength   multiplies all bounds and probabilities below but mirror's; 0 or more
 * @param mirror     probability of a mirror image
 * @param shift      of the face, share of the input's width, at most
 * @param scale      share larger or smaller, at most
 * @param rotation   degrees, at most
 * @param brightness share of 255 added, at most
 * @param contrast   share more or less, at most
 * @param grey       probability of losing the colours
 * @param blur       probability of a Gaussian blur
 * @param erase      probability of a rectangle being painted over
 */
public record AugmentationSettings(
        double strength,
        double mirror,
        double shift,
        double scale,
        double rotation,
        double brightness,
        double contrast,
        double grey,
        double blur,
        double erase) {}
