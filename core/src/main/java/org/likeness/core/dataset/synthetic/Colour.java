package org.likeness.core.dataset.synthetic;

/**
 * A colour, or a light's strength in three colours, in linear light.
 *
 * @param red   0 or more, 1 is white
 * @param green 0 or more
 * @param blue  0 or more
 */
record Colour(float red, float green, float blue) {
    static final Colour WHITE = new Colour(1, 1, 1);

    Colour times(float factor) {
        return new Colour(red * factor, green * factor, blue * factor);
    }

    Colour times(Colour other) {
        return new Colour(red * other.red, green * other.green, blue * other.blue);
    }

    /** This colour at share 0, the other at share 1. */
    Colour mix(Colour other, float share) {
        return new Colour(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }

    /** Any colour, rather dull ones more often than bright ones. */
    static Colour any(Draw draw) {
        float brightness = draw.between(0.02f, 0.8f);
        Colour vivid = new Colour(draw.unit(), draw.unit(), draw.unit());
        return WHITE.mix(vivid, draw.unit()).times(brightness);
    }
}
