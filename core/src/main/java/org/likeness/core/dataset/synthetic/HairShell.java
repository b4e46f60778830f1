package org.likeness.core.dataset.synthetic;

/** Hair or a hat: a shell around the head, from a line on the forehead upwards. */
final class HairShell {
    private static final float HAT_STANDS_OFF = 0.13f;

    private final Person.Hair hair;
    private final Shot.Look look;
    private final boolean hat;
    private final float pixel;
    private final Color color;
    private final Shell shell;
    private final Hit hit = new Hit();

    HairShell(Person.Hair hair, Shot.Look look, boolean hat, HeadSurface head, float pixel) {
        shell = head.shell(hat ? HAT_STANDS_OFF : hair.volume());
        this.hair = hair;
        this.look = look;
        this.hat = hat;
        this.pixel = pixel;
        color = hat ? look.hatColor() : hair.color().times(look.hairTone());
    }

    boolean isWorn() {
        return hat ? look.hat() < 1 : hair.line() < 1;
    }

    /** Paints its part of a pixel. */
    void paint(int index, float right, float up, FacePaint.Ink ink, Layer layer) {
        if (up < (hat ? -0.2f : -0.9f)) {
            return;
        }
        shell.cast(right, up, hit);
        float alpha = hit.edge < pixel ? alpha(hit) : 0;
        if (alpha > 0) {
            color(hit, ink);
            layer.cover(index, ink, hit.depth, alpha);
        }
    }

    private float alpha(Hit hit) {
        float ragged = hair.curls() * Shapes.noise(hit.across * 7 + 50, hit.y * 7 + 50, hair.key());
        float outline = Shapes.inside(hit.edge + ragged, pixel);
        return outline * Shapes.inside(line(hit) - hit.y, Math.max(pixel, hat ? 0 : 0.05f));
    }

    private float line(Hit hit) {
        float a = Math.abs(hit.across);
        if (hat) {
            return look.hat() - 0.06f * a * a - (hit.front < 0 ? 0.1f : 0);
        }
        float middle = hair.line()
                - look.hairShift()
                - hair.peak() * Shapes.hill(hit.across, 0, 0.3f, 1)
                + hair.recede() * Shapes.hill(a - 0.6f, 0, 0.3f, 1)
                + hair.parting() * hit.across
                + 0.10f * (Shapes.noise(hit.across * 9, 0.5f, hair.key()) - 0.5f);
        float aside = hit.front < 0 ? 1 : Shapes.smoothStep(0.72f, 0.95f, a);
        return middle + (hair.side() - middle) * aside;
    }

    private void color(Hit hit, FacePaint.Ink ink) {
        ink.set(color);
        float pattern = hat
                ? Shapes.noise(hit.across * 4, hit.y * 14, look.key())
                : Shapes.noise(hit.across * 16, hit.y * 3 + 4 * hit.across * hair.parting(), hair.key());
        ink.darken((hat ? 0.25f : 0.6f) * pattern);
    }
}
