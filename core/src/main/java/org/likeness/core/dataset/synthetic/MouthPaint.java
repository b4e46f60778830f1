package org.likeness.core.dataset.synthetic;

/** Lips, teeth and the inside of the mouth. */
final class MouthPaint implements FacePaint {
    private static final Color INSIDE = new Color(0.035f, 0.012f, 0.012f);
    private static final Color TEETH = new Color(0.68f, 0.65f, 0.58f);

    private final Person.Mouth mouth;
    private final float pixel;
    private final float height;
    private final float halfWidth;
    private final float curve;
    private final float gap;
    private final float smile;
    private final float redFactor;
    private final float otherFactor;

    MouthPaint(Person person, Shot shot, float pixel) {
        mouth = person.mouth();
        this.pixel = pixel;
        smile = shot.expression().smile();
        height = person.nose().tip() + mouth.height();
        halfWidth = mouth.width() * (1 + 0.22f * smile);
        curve = mouth.curve() + 0.10f * smile;
        gap = shot.expression().open() * 0.20f;
        float redness = mouth.tone() + shot.look().makeUp();
        redFactor = 0.92f - 0.15f * shot.look().makeUp();
        otherFactor = 0.78f - 0.26f * Math.min(1.6f, redness);
    }

    @Override
    public void paint(float x, float y, Ink ink) {
        float across = x / halfWidth;
        float square = across * across;
        float up = y - height;
        if (square > 1.2f || up * up > 0.16f) {
            return;
        }
        float line = up - curve * (square - 0.35f);
        float taper = Math.max(0, 1 - square);
        float upperEdge = 0.3f * gap * taper;
        float lowerEdge = -0.7f * gap * taper;
        float thin = 1 - 0.25f * Math.max(0, smile);
        float bow = 1 - 0.4f * mouth.bow() * Shapes.hill(across, 0, 0.35f, 1);
        float upper = Shapes.between(upperEdge, upperEdge + mouth.upper() * thin * taper * bow, line, pixel);
        float lower = Shapes.between(
                lowerEdge - mouth.lower() * thin * (float) Math.sqrt(taper) * taper, lowerEdge, line, pixel);
        lip(Shapes.clamp(upper + lower), upper, ink);
        ink.darken(0.25f * Shapes.hill(across, line + mouth.lower() + 0.06f + 0.7f * gap, 0.7f, 0.05f));
        if (gap > 0.01f) {
            float inside = Shapes.between(lowerEdge, upperEdge, line, pixel);
            ink.cover(INSIDE, inside);
            float teeth = inside * Shapes.inside(upperEdge - 0.06f - line, pixel) * Shapes.clamp(smile + 0.4f);
            ink.cover(TEETH, teeth * (1 - 0.5f * square));
        } else {
            float parting =
                    Shapes.inside(Math.abs(line) - 0.008f, pixel) * Shapes.inside((square - 1) * halfWidth, pixel);
            ink.darken(0.75f * parting);
        }
    }

    private void lip(float share, float upper, Ink ink) {
        float shade = 1 - 0.12f * upper;
        ink.tint(
                1 - share * (1 - redFactor * shade),
                1 - share * (1 - otherFactor * shade),
                1 - share * (1 - otherFactor * shade));
    }
}
