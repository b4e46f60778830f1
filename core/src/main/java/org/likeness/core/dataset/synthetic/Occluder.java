package org.likeness.core.dataset.synthetic;

/** An object in front of the face: a rounded bar from the edge of the picture, like a hand or a cup. */
final class Occluder {
    private final Color color;
    private final float fromX;
    private final float fromY;
    private final float alongX;
    private final float alongY;
    private final float half;
    private final float pixel;

    /** @param pixel in halves of the picture's width */
    Occluder(Shot.Look look, Lighting lighting, float pixel) {
        Draw draw = new Draw(look.key(), 7);
        color = Color.any(draw).times(lighting.onFlat());
        float sideways = draw.between(-1, 1);
        boolean below = draw.chance(0.7f);
        fromX = below ? 1.2f * sideways : Math.copySign(1.2f, sideways);
        fromY = below ? -1.2f : draw.between(-1, 0.6f);
        float tipX = fromX * 0.45f + draw.between(-0.15f, 0.15f);
        float tipY = fromY * 0.45f + draw.between(-0.15f, 0.15f);
        alongX = tipX - fromX;
        alongY = tipY - fromY;
        half = draw.between(0.10f, 0.22f);
        this.pixel = pixel;
    }

    void paint(int index, float across, float above, Canvas canvas) {
        float x = across - fromX;
        float y = above - fromY;
        float t = Shapes.clamp((x * alongX + y * alongY) / (alongX * alongX + alongY * alongY));
        float dx = x - t * alongX;
        float dy = y - t * alongY;
        float distance = (float) Math.sqrt(dx * dx + dy * dy);
        float round = Shapes.clamp(1 - (distance / half) * (distance / half));
        canvas.cover(index, color.times(0.5f + 0.5f * round), Shapes.inside(distance - half, pixel));
    }
}
