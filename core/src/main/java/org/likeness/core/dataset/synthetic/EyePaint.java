package org.likeness.core.dataset.synthetic;

/** Both eyes: bags, eyeball, iris, lids, lashes. Measured in half-widths of the opening, from its center outwards. */
final class EyePaint implements FacePaint {
    private static final Color WHITE = new Color(0.72f, 0.68f, 0.65f);
    private static final Color PUPIL = new Color(0.008f, 0.006f, 0.006f);
    private static final Color LASH = new Color(0.015f, 0.010f, 0.008f);

    private final Person.Eyes eyes;
    private final Shot.Expression expression;
    private final float sharpness;
    private final float upper;
    private final float lower;
    private final float glintX;
    private final float glintY;

    EyePaint(Person.Eyes eyes, Shot shot, float pixel) {
        this.eyes = eyes;
        expression = shot.expression();
        sharpness = pixel / eyes.width();
        float smiling = 1 - 0.2f * Math.max(0, expression.smile());
        upper = eyes.upper() * expression.lids() * smiling;
        lower = eyes.lower() * (0.4f + 0.6f * expression.lids()) * smiling;
        glintX = shot.light().x() * 0.3f;
        glintY = shot.light().y() * 0.3f;
    }

    @Override
    public void paint(float x, float y, Ink ink) {
        float sign = x < 0 ? -1 : 1;
        float outwards = (sign * x - eyes.apart()) / eyes.width();
        float up = (y - eyes.height()) / eyes.width();
        if (outwards * outwards > 3.2f || up * up > 4) {
            return;
        }
        up -= eyes.tilt() * outwards;
        float arc = 1 - outwards * outwards;
        float skewed = arc * (1 + eyes.peak() * outwards);
        float top = upper * skewed;
        float bottom = -lower * arc;
        lids(outwards, up, skewed, ink);
        float open = arc > 0 ? Shapes.between(bottom, top, up, sharpness) : 0;
        if (open > 0) {
            eyeball(sign, outwards, up, arc, top, open, ink);
        }
        if (arc > -0.35f) {
            float fade = Shapes.smoothStep(-0.35f, 0.05f, arc);
            float line =
                    Math.abs(up - Math.max(top, -0.1f)) - eyes.lashes() * (0.6f + 0.4f * Shapes.clamp(outwards + 0.5f));
            ink.cover(LASH, 0.85f * fade * Shapes.inside(line, sharpness));
            ink.darken(0.3f * fade * Shapes.inside(Math.abs(up - bottom) - 0.05f, sharpness));
        }
    }

    private void lids(float outwards, float up, float skewed, Ink ink) {
        if (eyes.crease() > 0 && skewed > -0.3f) {
            float fold = eyes.upper() * skewed + eyes.crease();
            float fade = Shapes.smoothStep(-0.3f, 0.2f, skewed);
            ink.darken(0.45f * fade * Shapes.inside(Math.abs(up - fold) - 0.05f, sharpness));
        }
        float bag = eyes.bags() * Shapes.hill(outwards, up + eyes.lower() + 0.35f, 1.25f, 0.5f);
        ink.tint(1 - 0.7f * bag, 1 - bag, 1 - 0.9f * bag);
    }

    private void eyeball(float sign, float outwards, float up, float arc, float top, float open, Ink ink) {
        float shade = 0.45f + 0.55f * Shapes.clamp(1.4f * arc);
        shade *= 0.6f + 0.4f * Shapes.clamp((top - up) * 3);
        ink.cover(WHITE.times(shade), open);
        float dx = outwards - sign * expression.gazeX() * eyes.iris();
        float dy = up - 0.04f - expression.gazeY() * eyes.iris();
        float distance = (float) Math.sqrt(dx * dx + dy * dy);
        float rim = Shapes.smoothStep(0.6f, 1, distance / eyes.iris());
        ink.cover(eyes.color().times(1.1f - 0.7f * rim), open * Shapes.inside(distance - eyes.iris(), sharpness));
        ink.cover(PUPIL, open * Shapes.inside(distance - eyes.iris() * 0.42f, sharpness));
        float glint = Shapes.hill(sign * dx - glintX, dy - glintY, 0.16f, 0.16f);
        ink.cover(Color.WHITE, 0.8f * open * glint);
    }
}
