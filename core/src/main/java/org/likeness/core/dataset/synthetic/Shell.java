package org.likeness.core.dataset.synthetic;

/**
 * A closed surface around the head: a stack of ellipses, turned by yaw and pitch.
 *
 * <p>A parallel ray meets an ellipse in closed form; pitch couples the height to the unknown depth, which is found by
 * substitution from the neighboring ray's depth, and where the surface is too steep for that by walking along the ray.
 */
final class Shell {
    static final int ROWS = 192;
    private static final float LOWEST = -1.35f;
    private static final float HIGHEST = 1.35f;
    private static final float ROWS_PER_UNIT = (ROWS - 1) / (HIGHEST - LOWEST);
    private static final float WALK_STEP = 0.1f;
    private static final float NEAREST = 1.05f;
    private static final float FARTHEST = -0.7f;

    private final float[] halfWidth;
    private final float[] halfDepth;
    private final Turn turn;
    private final float off;
    /** Half of the section's width as the camera sees it, 0 above crown and below chin. */
    private final float[] reach = new float[ROWS];
    /** Depth of the outline's points on the right. */
    private final float[] shear = new float[ROWS];
    /** Half of the depth between front and back in the middle. */
    private final float[] thick = new float[ROWS];

    private float widest;
    private float top = -9;
    private float bottom = 9;
    private float crown = -9;
    private float chin = 9;

    /** The height on the head of a row of the curves. */
    static float height(int row) {
        return LOWEST + row / ROWS_PER_UNIT;
    }

    /**
     * @param halfWidth half-axes of the sections, [ROWS], 0 where there is no head
     * @param halfDepth half-axes toward the camera, [ROWS]
     * @param off       how far the shell stands off
     */
    Shell(float[] halfWidth, float[] halfDepth, Turn turn, float off) {
        this.halfWidth = halfWidth;
        this.halfDepth = halfDepth;
        this.turn = turn;
        this.off = off;
        for (int row = 0; row < ROWS; row++) {
            if (halfWidth[row] > 0) {
                float w = halfWidth[row] + off;
                float d = halfDepth[row] + off;
                float wide = w * turn.yawCos();
                float deep = d * turn.yawSin();
                reach[row] = (float) Math.sqrt(wide * wide + deep * deep);
                shear[row] = turn.yawSin() * turn.yawCos() * (d * d - w * w) / reach[row];
                thick[row] = w * d / reach[row];
                crown = Math.max(crown, height(row) * (1 + off));
                chin = Math.min(chin, height(row) * (1 + off));
                float middle = height(row) * (1 + off) * turn.pitchCos();
                float swing = (Math.abs(shear[row]) + thick[row]) * Math.abs(turn.pitchSin());
                widest = Math.max(widest, reach[row]);
                top = Math.max(top, middle + swing);
                bottom = Math.min(bottom, middle - swing);
            }
        }
    }

    /**
     * Casts a ray straight into the picture.
     *
     * @param right of the ray, in head units from the head's center
     * @param up    of the ray
     * @param hit   receives the place; only its edge, 1, where the ray misses by far
     */
    void cast(float right, float up, Hit hit) {
        if (up > top || up < bottom || Math.abs(right) > widest + 0.2f) {
            hit.edge = 1;
            return;
        }
        float level = hit.level;
        float miss = 1;
        for (int i = 0; i < 3 && miss > 0.008f; i++) {
            float next = front(right, heightAt(up, level));
            miss = Math.abs(next - level);
            level = next;
        }
        if (!(miss <= 0.008f)) {
            level = walk(right, up);
        }
        if (Float.isNaN(level)) {
            hit.edge = 1;
        } else {
            locate(right, heightAt(up, level), level, hit);
        }
    }

    private float heightAt(float up, float level) {
        return (up - level * turn.pitchSin()) / turn.pitchCos();
    }

    /** The row of the curves at a height, or 0, where there is nothing. */
    private float row(float y) {
        float row = (y / (1 + off) - LOWEST) * ROWS_PER_UNIT;
        return row > 0 && row < ROWS - 1 ? row : 0;
    }

    /** The depth before pitch where a level ray meets the section at height y, or NaN where there is none. */
    private float front(float right, float y) {
        float row = row(y);
        int below = (int) row;
        float part = row - below;
        float half = reach[below] + (reach[below + 1] - reach[below]) * part;
        if (half <= 0) {
            return Float.NaN;
        }
        float k = Math.max(-1, Math.min(1, right / half));
        float slant = shear[below] + (shear[below + 1] - shear[below]) * part;
        float depth = thick[below] + (thick[below + 1] - thick[below]) * part;
        return k * slant + (float) Math.sqrt(1 - k * k) * depth;
    }

    private boolean contains(float right, float y, float level) {
        float row = row(y);
        int below = (int) row;
        float part = row - below;
        float half = reach[below] + (reach[below + 1] - reach[below]) * part;
        float k = right / half;
        if (!(half > 0) || k * k >= 1) {
            return false;
        }
        float slant = shear[below] + (shear[below + 1] - shear[below]) * part;
        float depth = thick[below] + (thick[below + 1] - thick[below]) * part;
        float fromMiddle = level - k * slant;
        return fromMiddle * fromMiddle <= (1 - k * k) * depth * depth;
    }

    /** The depth at which a ray enters the shell, or NaN. */
    private float walk(float right, float up) {
        float outside = NEAREST;
        float end = FARTHEST;
        float lean = turn.pitchSin();
        if (Math.abs(lean) > 1e-3f) {
            float atCrown = (up - crown * turn.pitchCos()) / lean;
            float atChin = (up - chin * turn.pitchCos()) / lean;
            outside = Math.min(outside, Math.max(atCrown, atChin));
            end = Math.max(end, Math.min(atCrown, atChin));
        }
        for (float level = outside - WALK_STEP; level > end; level -= WALK_STEP) {
            if (contains(right, heightAt(up, level), level)) {
                float inside = level;
                for (int j = 0; j < 5; j++) {
                    float middle = 0.5f * (inside + outside);
                    if (contains(right, heightAt(up, middle), middle)) {
                        inside = middle;
                    } else {
                        outside = middle;
                    }
                }
                return inside;
            }
            outside = level;
        }
        return Float.NaN;
    }

    private void locate(float right, float y, float level, Hit hit) {
        float row = row(y);
        int below = (int) row;
        float part = row - below;
        float w = halfWidth[below] + (halfWidth[below + 1] - halfWidth[below]) * part + off;
        float d = halfDepth[below] + (halfDepth[below + 1] - halfDepth[below]) * part + off;
        float half = reach[below] + (reach[below + 1] - reach[below]) * part;
        if (half <= 0) {
            hit.edge = 1;
            return;
        }
        float slope = (reach[below + 1] - reach[below]) * ROWS_PER_UNIT;
        hit.edge = (Math.abs(right) - half) / (float) Math.sqrt(1 + slope * slope);
        float k = Math.max(-1, Math.min(1, right / half));
        float q = (float) Math.sqrt(1 - k * k);
        hit.across = (k * w * turn.yawCos() - q * d * turn.yawSin()) / half;
        hit.front = (k * d * turn.yawSin() + q * w * turn.yawCos()) / half;
        hit.x = w * hit.across;
        hit.y = y;
        hit.level = level;
        hit.depth = level * turn.pitchCos() - y * turn.pitchSin();
    }
}
