package org.likeness.core.dataset.synthetic;

/** The ears: the near one before the head's outline, the far one behind it. */
final class Ears {
    private final float[][] centers;
    private final float[] halfWidths;
    private final float halfHeight;
    private final Color skin;
    private final float pixel;

    Ears(Person person, Turn turn, float pixel) {
        Person.Ears ears = person.ears();
        this.pixel = pixel;
        halfHeight = ears.size();
        skin = person.skin().color().mix(new Color(0.6f, 0.2f, 0.15f), 0.15f);
        centers = new float[2][];
        halfWidths = new float[2];
        for (int i = 0; i < 2; i++) {
            int side = 2 * i - 1;
            float near = Math.max(0, -side * turn.yawSin());
            centers[i] = turn.apply(side * (person.skull().width() + 0.25f * ears.stand()), ears.height(), -0.10f);
            halfWidths[i] = ears.stand() * turn.yawCos() + 0.55f * ears.size() * near + 0.02f;
        }
    }

    /**
     * Paints the ears' part of a pixel.
     *
     * @param near the near ear or the far one
     */
    void paint(int index, float right, float up, boolean near, FacePaint.Ink ink, Layer layer) {
        for (int i = 0; i < 2; i++) {
            float[] center = centers[i];
            boolean before = center[2] > 0;
            float dx = (right - center[0]) / halfWidths[i];
            float dy = (up - center[1]) / halfHeight;
            float square = dx * dx + dy * dy;
            if (before != near || square > 1.8f) {
                continue;
            }
            float radius = (float) Math.sqrt(square);
            float alpha = Shapes.inside((radius - 1) * Math.min(halfWidths[i], halfHeight), pixel);
            ink.set(skin);
            ink.darken(0.45f * Shapes.hill(dx * dx * 2.5f + dy * dy * 2.2f));
            layer.cover(index, ink, center[2] + 0.10f * (1 - Math.min(square, 1)), alpha);
        }
    }
}
