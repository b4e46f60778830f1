package org.likeness.core.dataset.synthetic;

/** The curves from which everything is drawn, in plain float arithmetic. */
final class Shapes {
    private Shapes() {}

    /** The nearest number in [0, 1]. */
    static float clamp(float x) {
        return x < 0 ? 0 : Math.min(x, 1);
    }

    /** From 0 at {@code from} to 1 at {@code to}, smoothly. */
    static float smoothStep(float from, float to, float x) {
        float t = clamp((x - from) / (to - from));
        return t * t * (3 - 2 * t);
    }

    /** A hill of height 1 and radius 1 from the squared distance to its top: (1 − r²)². */
    static float hill(float squaredDistance) {
        float rest = 1 - squaredDistance;
        return rest > 0 ? rest * rest : 0;
    }

    /** A round hill of height 1 at the origin, with radii along both axes. */
    static float hill(float x, float y, float radiusX, float radiusY) {
        float a = x / radiusX;
        float b = y / radiusY;
        return hill(a * a + b * b);
    }

    /** How much of a pixel lies inside an edge: {@code distance} is negative inside, {@code pixel} its width. */
    static float inside(float distance, float pixel) {
        return clamp(0.5f - distance / pixel);
    }

    /** How much of a pixel at {@code x} lies between two edges. */
    static float between(float low, float high, float x, float pixel) {
        return high <= low ? 0 : inside(low - x, pixel) * inside(x - high, pixel);
    }

    /** A number in [0, 1) for each cell of a lattice. */
    static float cell(int x, int y, int key) {
        int h = x * 0x8da6b343 ^ y * 0xd8163841 ^ key * 0xcb1ab31f;
        h = (h ^ (h >>> 15)) * 0x2c1b3c6d;
        h = (h ^ (h >>> 12)) * 0x297a2d39;
        return ((h ^ (h >>> 15)) >>> 8) * 0x1p-24f;
    }

    /** Smooth noise in [0, 1) with features of size 1. */
    static float noise(float x, float y, int key) {
        int x0 = floor(x);
        int y0 = floor(y);
        float fx = x - x0;
        float fy = y - y0;
        fx = fx * fx * (3 - 2 * fx);
        fy = fy * fy * (3 - 2 * fy);
        float top = cell(x0, y0, key) + (cell(x0 + 1, y0, key) - cell(x0, y0, key)) * fx;
        float bottom = cell(x0, y0 + 1, key) + (cell(x0 + 1, y0 + 1, key) - cell(x0, y0 + 1, key)) * fx;
        return top + (bottom - top) * fy;
    }

    private static int floor(float x) {
        int whole = (int) x;
        return x < whole ? whole - 1 : whole;
    }
}
