package org.likeness.core.dataset.synthetic;

/** The background of the face: backdrop, long hair, neck and shoulders, with flat lighting. */
final class Surroundings {
    /** Where long hair begins behind the head, in head units; rounded like the head from there down to the ears. */
    private static final float HAIR_TOP = 0.85f;

    private final Person person;
    private final Shot shot;
    private final float[] neck;
    private final float[] nape;
    private final float pixel;
    private final Color light;
    private final Color hair;

    Surroundings(Person person, Shot shot, Turn turn, Lighting lighting, float pixel) {
        this.person = person;
        this.shot = shot;
        this.pixel = pixel;
        neck = turn.apply(0, -0.7f, -0.25f);
        nape = turn.apply(0, 0, -0.45f);
        light = lighting.onFlat();
        hair = person.hair().color().times(shot.look().hairTone()).times(light).times(0.8f);
    }

    /**
     * Paints one pixel.
     *
     * @param across of the picture, in [−1, 1]
     * @param above  of the picture's middle, in [−1, 1]
     * @param right  in head units
     * @param up     in head units
     */
    void paint(int index, float across, float above, float right, float up, Canvas canvas) {
        Shot.Backdrop backdrop = shot.backdrop();
        float share = Shapes.clamp(0.5f + backdrop.slopeX() * across + backdrop.slopeY() * above);
        float pattern = Shapes.noise(
                across / backdrop.grain() + 40,
                above / backdrop.grain() + 40,
                shot.look().key());
        float strength = 1 + backdrop.strength() * (2 * pattern - 1);
        canvas.cover(index, backdrop.upper().mix(backdrop.lower(), share).times(strength), 1);
        if (up < 0.9f) {
            longHair(index, right, up, canvas);
        }
        if (up < -0.3f) {
            body(index, right, up, canvas);
        }
    }

    private void longHair(int index, float right, float up, Canvas canvas) {
        float length = person.hair().length();
        if (length <= 0) {
            return;
        }
        float dx = right - nape[0];
        float flare = 0.06f * Math.max(0, -up)
                + 0.04f * Shapes.noise(up * 4 + 30, 1, person.hair().key());
        float fromTop = up / HAIR_TOP;
        float round = up > 0 ? (float) Math.sqrt(Math.max(0, 1 - fromTop * fromTop)) : 1;
        float side = Math.abs(dx) - (person.skull().width() + person.hair().volume()) * round - flare;
        float top = up - HAIR_TOP;
        float bottom = -length - up + 0.3f * dx * dx;
        float distance = Math.max(side, Math.max(top, bottom));
        float strands = Shapes.noise(dx * 14 + 30, up * 2 + 30, person.hair().key());
        canvas.cover(index, hair.times(1 - 0.5f * strands), Shapes.inside(distance, pixel));
    }

    private void body(int index, float right, float up, Canvas canvas) {
        float x = right - neck[0];
        float half = 0.40f * person.skull().width() + 0.14f + 0.25f * Math.max(0, -up - 1.25f);
        float round = Shapes.clamp(1 - (x / half) * (x / half));
        Color skin = person.skin().color().times(light).times(0.30f + 0.40f * round);
        canvas.cover(index, skin, Shapes.inside(Math.abs(x) - half, pixel));
        float shoulder = up + 1.28f + 0.30f * x * x - 0.12f * Shapes.hill(x, 0, 0.3f, 1) * -1;
        float folds = Shapes.noise(right * 3 + 60, up * 3 + 60, shot.look().key() + 5);
        canvas.cover(
                index, shot.look().clothes().times(light).times(0.7f + 0.5f * folds), Shapes.inside(shoulder, pixel));
    }
}
