package org.likeness.core.dataset.synthetic;

/** The picture in linear light. */
final class Canvas {
    final int size;
    final float[] red;
    final float[] green;
    final float[] blue;

    Canvas(int size) {
        this.size = size;
        red = new float[size * size];
        green = new float[size * size];
        blue = new float[size * size];
    }

    void cover(int index, float newRed, float newGreen, float newBlue, float alpha) {
        red[index] += (newRed - red[index]) * alpha;
        green[index] += (newGreen - green[index]) * alpha;
        blue[index] += (newBlue - blue[index]) * alpha;
    }

    void cover(int index, Color color, float alpha) {
        cover(index, color.red(), color.green(), color.blue(), alpha);
    }
}
