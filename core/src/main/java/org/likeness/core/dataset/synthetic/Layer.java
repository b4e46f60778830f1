package org.likeness.core.dataset.synthetic;

/** Surfaces seen through each pixel: color before lighting, depth, and how much of the pixel they fill. */
final class Layer {
    final int size;
    final float[] red;
    final float[] green;
    final float[] blue;
    final float[] depth;
    final float[] alpha;

    /** @param size pixels of width and height; everything starts empty */
    Layer(int size) {
        this.size = size;
        red = new float[size * size];
        green = new float[size * size];
        blue = new float[size * size];
        depth = new float[size * size];
        alpha = new float[size * size];
    }

    /** Lays a surface over what is there. */
    void cover(int index, FacePaint.Ink ink, float newDepth, float newAlpha) {
        if (newAlpha <= 0) {
            return;
        }
        float share = newAlpha / Math.max(newAlpha, alpha[index]);
        if (alpha[index] > 0) {
            share = newAlpha;
        }
        red[index] += (ink.red - red[index]) * share;
        green[index] += (ink.green - green[index]) * share;
        blue[index] += (ink.blue - blue[index]) * share;
        depth[index] += (newDepth - depth[index]) * share;
        alpha[index] += (1 - alpha[index]) * newAlpha;
    }

    /** The depth of a pixel, or {@code otherwise} where there is hardly anything. */
    float depthAt(int x, int y, float otherwise) {
        if (x < 0 || y < 0 || x >= size || y >= size || alpha[y * size + x] < 0.3f) {
            return otherwise;
        }
        return depth[y * size + x];
    }
}
