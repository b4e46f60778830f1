package org.likeness.core.dataset.synthetic;

/**
 * A color, or a light's strength in three colors, in linear light.
 *
 * @param red   0 or more, 1 is white
 * @param green 0 or more
 * @param blue  0 or more
 */
record Color(float red, float green, float blue) {
    static final Color WHITE = new Color(1, 1, 1);

    Color times(float factor) {
        return new Color(red * factor, green * factor, blue * factor);
    }

    Color times(Color other) {
        return new Color(red * other.red, green * other.green, blue * other.blue);
    }

    /** This color at share 0, the other at share 1. */
    Color mix(Color other, float share) {
        return new Color(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    /** Any color, rather dull ones more often than bright ones. */
    static Color any(Draw draw) {
        float brightness = draw.between(0.02f, 0.8f);
        Color vivid = new Color(draw.unit(), draw.unit(), draw.unit());
        return WHITE.mix(vivid, draw.unit()).times(brightness);
    }
}
