package org.likeness.core.dataset.synthetic;

/** Something painted on the face, in head coordinates. */
interface FacePaint {
    /**
     * Paints one point.
     *
     * @param x  to the right on the head
     * @param y  up on the head
     * @param ink what has been painted there so far
     */
    void paint(float x, float y, Ink ink);

    /** The colour of one point while it is painted. */
    final class Ink {
        float red;
        float green;
        float blue;

        void set(Colour colour) {
            red = colour.red();
            green = colour.green();
            blue = colour.blue();
        }

        /** Lays a colour over what is there. */
        void cover(Colour colour, float alpha) {
            red += (colour.red() - red) * alpha;
            green += (colour.green() - green) * alpha;
            blue += (colour.blue() - blue) * alpha;
        }

        /** Multiplies by {@code 1 - amount}. */
        void darken(float amount) {
            tint(1 - amount, 1 - amount, 1 - amount);
        }

        void tint(float redFactor, float greenFactor, float blueFactor) {
            red *= redFactor;
            green *= greenFactor;
            blue *= blueFactor;
        }
    }
}
