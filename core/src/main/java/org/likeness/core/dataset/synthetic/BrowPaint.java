package org.likeness.core.dataset.synthetic;

/** Both brows. */
final class BrowPaint implements FacePaint {
    private final Person.Brows brows;
    private final float center;
    private final float height;
    private final float frown;
    private final float pixel;
    private final Color color;

    BrowPaint(Person person, Shot shot, float pixel) {
        this.brows = person.brows();
        this.pixel = pixel;
        center = person.eyes().apart() + brows.apart();
        height = person.eyes().height() + brows.lift() + shot.expression().brows();
        frown = shot.expression().frown();
        color = person.hair()
                .color()
                .times(0.8f * shot.look().hairTone())
                .mix(person.skin().color(), 0.08f);
    }

    @Override
    public void paint(float x, float y, Ink ink) {
        float along = (Math.abs(x) - center) / brows.width();
        float up = y - height;
        if (along * along > 1.4f || up * up > 0.1f) {
            return;
        }
        float fromPeak = along - brows.peak();
        float line = brows.arch() * (1 - fromPeak * fromPeak)
                - 0.5f * brows.arch()
                + brows.tilt() * along * brows.width()
                - frown * Shapes.clamp(0.3f - along);
        float half = brows.thickness() * (along < 0 ? 1 : 1 - 0.65f * along * along);
        float inside = Shapes.inside(Math.abs(up - line) - half, Math.max(pixel, 0.02f))
                * Shapes.inside((Math.abs(along) - 1) * brows.width(), Math.max(pixel, 0.05f));
        ink.cover(color, brows.density() * inside);
    }
}
