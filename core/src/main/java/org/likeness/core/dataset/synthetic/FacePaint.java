package org.likeness.core.dataset.synthetic;

/** A layer of color on the face, in head coordinates. */
interface FacePaint {
    /**
     * Paints one point.
     *
     * @param x  to the right on the head
     * @param y  up on the head
     * @param ink what has been painted there so far
     */
    void paint(float x, float y, Ink ink);

    /** The color of one point while it is painted. */
    final class Ink {
        float red;
        float green;
        float blue;

        void set(Color color) {
            red = color.red();
            green = color.green();
            blue = color.blue();
        }

        /** Lays a color over what is there. */
        void cover(Color color, float alpha) {
            red += (color.red() - red) * alpha;
            green += (color.green() - green) * alpha;
            blue += (color.blue() - blue) * alpha;
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
