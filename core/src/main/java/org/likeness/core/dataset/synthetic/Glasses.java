package org.likeness.core.dataset.synthetic;

/** Glasses on a shell in front of the face, so that they shift relative to the eyes when the head turns. */
final class Glasses {
    private static final float STAND_OFF = 0.10f;
    private static final Color DARK_LENS = new Color(0.012f, 0.012f, 0.014f);

    private final Person.Eyes eyes;
    private final Shot.Look look;
    private final Shell shell;
    private final float halfWidth;
    private final float halfHeight;
    private final float corner;
    private final float pixel;
    private final Color light;
    private final Hit hit = new Hit();

    Glasses(Person.Eyes eyes, Shot shot, HeadSurface head, Lighting lighting, float pixel) {
        this.eyes = eyes;
        shell = head.shell(STAND_OFF);
        this.pixel = pixel;
        look = shot.look();
        light = lighting.onFlat();
        halfWidth = 0.215f * look.frameSize();
        halfHeight = (0.13f + 0.07f * Shapes.cell(1, 1, look.key())) * look.frameSize();
        corner = (0.2f + 0.8f * Shapes.cell(2, 1, look.key())) * halfHeight;
    }

    void paint(int index, float right, float up, Canvas canvas) {
        shell.cast(right, up, hit);
        if (hit.edge > 0 || hit.front < 0.25f || Math.abs(hit.y - eyes.height()) > 0.5f) {
            return;
        }
        float side = Math.abs(hit.x);
        float middle = Math.max(eyes.apart(), halfWidth + 0.05f);
        float y = hit.y - eyes.height() + 0.02f;
        float dx = Math.abs(side - middle) - halfWidth + corner;
        float dy = Math.abs(y) - halfHeight + corner;
        float outX = Math.max(dx, 0);
        float outY = Math.max(dy, 0);
        float distance = (float) Math.sqrt(outX * outX + outY * outY) + Math.min(Math.max(dx, dy), 0) - corner;
        float thickness = 0.012f + 0.022f * Shapes.cell(3, 1, look.key());
        float lens = Shapes.inside(distance, pixel);
        if (look.glasses() == Shot.Glasses.DARK) {
            canvas.cover(index, DARK_LENS.times(1 + 6 * Shapes.clamp(y * 4)), 0.96f * lens);
        } else {
            canvas.cover(index, light, 0.05f * lens);
        }
        float rim = Shapes.inside(Math.abs(distance) - thickness, pixel);
        float bridge = side < middle - halfWidth ? Shapes.inside(Math.abs(y - 0.03f) - thickness, pixel) : 0;
        float arms = side > middle + halfWidth ? Shapes.inside(Math.abs(y - 0.05f) - thickness, pixel) : 0;
        canvas.cover(index, look.frame().times(light), Math.max(rim, Math.max(bridge, arms)));
    }
}
