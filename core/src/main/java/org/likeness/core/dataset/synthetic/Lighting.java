package org.likeness.core.dataset.synthetic;

/** Lights layers: a wrapped Lambert term, shadows cast along the depths, a soft highlight, light from the sky. */
final class Lighting {
    private static final int SHADOW_STEPS = 6;
    private static final float SHADOW_REACH = 0.45f;
    private static final float WRAP = 0.15f;

    private final Shot.Light light;
    private final float pixel;
    private final int stepX;
    private final int stepY;
    private final float rise;

    /** @param pixel width of a pixel in head coordinates */
    Lighting(Shot.Light light, float pixel) {
        this.light = light;
        this.pixel = pixel;
        float level = (float) Math.sqrt(light.x() * light.x() + light.y() * light.y());
        float stride = SHADOW_REACH / SHADOW_STEPS / pixel;
        stepX = Math.round(256 * stride * light.x() / Math.max(level, 0.01f));
        stepY = Math.round(-256 * stride * light.y() / Math.max(level, 0.01f));
        rise = SHADOW_REACH / SHADOW_STEPS * light.z() / Math.max(level, 0.01f);
    }

    /** The light on something that faces the camera. */
    Color onFlat() {
        return light.ambient().mix(light.ambient(), 0).times(0.9f).mix(onKey(), 0.5f);
    }

    private Color onKey() {
        return new Color(
                light.ambient().red() + light.key().red() * light.z(),
                light.ambient().green() + light.key().green() * light.z(),
                light.ambient().blue() + light.key().blue() * light.z());
    }

    /**
     * Lights a layer and lays it on the canvas.
     *
     * @param above  what else may cast shadows on it; may be the layer itself
     * @param shine  how strong its highlights are, 1 is skin
     */
    void apply(Layer layer, Layer above, float shine, Canvas canvas) {
        for (int y = 0; y < layer.size; y++) {
            for (int x = 0; x < layer.size; x++) {
                if (layer.alpha[y * layer.size + x] > 0) {
                    lightPixel(layer, above, shine, canvas, x, y);
                }
            }
        }
    }

    private void lightPixel(Layer layer, Layer above, float shine, Canvas canvas, int x, int y) {
        int index = y * layer.size + x;
        float depth = layer.depth[index];
        float slopeX = slope(layer.depthAt(x - 1, y, Float.NaN), depth, layer.depthAt(x + 1, y, Float.NaN));
        float slopeY = slope(layer.depthAt(x, y + 1, Float.NaN), depth, layer.depthAt(x, y - 1, Float.NaN));
        float inverse = 1 / (float) Math.sqrt(slopeX * slopeX + slopeY * slopeY + 1);
        float normalX = -slopeX * inverse;
        float normalY = -slopeY * inverse;
        float facing = normalX * light.x() + normalY * light.y() + inverse * light.z();
        float lit = Math.max(0, (facing + WRAP) / (1 + WRAP));
        if (lit > 0) {
            lit *= 1 - 0.85f * shadow(layer, above, x, y, depth);
        }
        float sky = 0.75f + 0.25f * normalY - 0.25f * (1 - inverse);
        float halfway = (facing + inverse) * (facing + inverse) / (2 + 2 * light.z());
        float peak = halfway * halfway * halfway * halfway;
        float gloss = lit * light.gloss() * shine * peak * peak * 0.35f;
        Color key = light.key();
        Color ambient = light.ambient();
        canvas.cover(
                index,
                layer.red[index] * (ambient.red() * sky + key.red() * lit) + key.red() * gloss,
                layer.green[index] * (ambient.green() * sky + key.green() * lit) + key.green() * gloss,
                layer.blue[index] * (ambient.blue() * sky + key.blue() * lit) + key.blue() * gloss,
                layer.alpha[index]);
    }

    /** The slope of the depth; at an outline, the slope of the one side that there is. */
    private float slope(float before, float here, float after) {
        boolean first = !Float.isNaN(before);
        boolean last = !Float.isNaN(after);
        if (first && last) {
            return (after - before) / (2 * pixel);
        }
        return first ? (here - before) / pixel : last ? (after - here) / pixel : 0;
    }

    /** How much stands between the pixel and the light, in [0, 1]. */
    private float shadow(Layer layer, Layer above, int x, int y, float depth) {
        float darkest = 0;
        float ray = depth + 0.02f;
        int atX = (x << 8) + 128;
        int atY = (y << 8) + 128;
        for (int i = 0; i < SHADOW_STEPS; i++) {
            atX += stepX;
            atY += stepY;
            ray += rise;
            float here = Math.max(layer.depthAt(atX >> 8, atY >> 8, -9), above.depthAt(atX >> 8, atY >> 8, -9));
            darkest = Math.max(darkest, (here - ray) * 16);
        }
        return Math.min(darkest, 1);
    }
}
