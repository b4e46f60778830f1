package org.likeness.core.recipe;

import org.likeness.core.image.AugmentationBounds;

/**
 * The augmentation of training pictures; each bound except those of mirror and resolution is multiplied by {@code strength}.
 *
 * @param strength   multiplies all bounds and probabilities below but those of mirror and resolution, in [0, 2]
 * @param mirror     probability of a mirror image, in [0, 1]
 * @param shift      of the face in each direction, share of the input's width or height, at most; in [0, 0.5]
 * @param scale      share larger or smaller, at most; in [0, 0.45]
 * @param rotation   degrees, at most; in [0, 90]
 * @param brightness share of 255 added or taken, at most; in [0, 1]
 * @param contrast   share more or less, at most; in [0, 1]
 * @param gray       probability of conversion to gray, in [0, 1]
 * @param blur       probability of a Gaussian blur, in [0, 1]
 * @param erase      probability of random erasing, in [0, 1]
 * @param lowResolution   probability of reduced resolution, in [0, 1]
 * @param leastResolution minimum reduced width and height, as a share; in (0, 1]
 */
public record AugmentationSettings(
        double strength,
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
    public AugmentationSettings {
        Range.closed(0, 2).require("augmentation.strength", strength);
        Range.closed(0, 1).require("augmentation.mirror", mirror);
        Range.closed(0, 0.5).require("augmentation.shift", shift);
        Range.closed(0, 0.45).require("augmentation.scale", scale);
        Range.closed(0, 90).require("augmentation.rotation", rotation);
        Range.closed(0, 1).require("augmentation.brightness", brightness);
        Range.closed(0, 1).require("augmentation.contrast", contrast);
        Range.closed(0, 1).require("augmentation.gray", gray);
        Range.closed(0, 1).require("augmentation.blur", blur);
        Range.closed(0, 1).require("augmentation.erase", erase);
        Range.closed(0, 1).require("augmentation.lowResolution", lowResolution);
        Range.openClosed(0, 1).require("augmentation.leastResolution", leastResolution);
    }

    /** The bounds with the strength multiplied in. */
    public AugmentationBounds variation() {
        return new AugmentationBounds(
                mirror,
                strength * shift,
                strength * scale,
                strength * rotation,
                strength * brightness,
                strength * contrast,
                Math.min(1, strength * gray),
                Math.min(1, strength * blur),
                Math.min(1, strength * erase),
                lowResolution,
                leastResolution);
    }
}
