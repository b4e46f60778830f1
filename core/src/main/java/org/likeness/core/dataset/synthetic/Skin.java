package org.likeness.core.dataset.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * The skin of a {@link Person}.
 *
 * @param color    of the cheeks' surroundings
 * @param blush    redness of cheeks and nose
 * @param freckles density, 0 for none
 * @param moles    one or more
 * @param lines    depth of the folds beside the mouth
 * @param forehead depth of the lines on the forehead
 * @param key      of the freckles' pattern
 */
record Skin(Color color, float blush, float freckles, List<Mole> moles, float lines, float forehead, int key) {
    private static final Color PALE = new Color(0.80f, 0.58f, 0.47f);
    private static final Color TAN = new Color(0.52f, 0.31f, 0.20f);
    private static final Color DARK = new Color(0.12f, 0.060f, 0.036f);

    Skin {
        moles = List.copyOf(moles);
    }

    /**
     * A mole.
     *
     * @param x      in head coordinates
     * @param y      in head coordinates
     * @param radius in head coordinates
     */
    record Mole(float x, float y, float radius) {}

    static Skin draw(Draw draw) {
        float tone = draw.unit();
        Color color = tone < 0.5f ? PALE.mix(TAN, 2 * tone) : TAN.mix(DARK, 2 * tone - 1);
        List<Mole> moles = new ArrayList<>();
        for (int more = 1 + draw.below(6); more > 0; more--) {
            moles.add(new Mole(draw.spread(-0.5f, 0.5f), draw.spread(-0.75f, 0.4f), draw.spread(0.034f, 0.066f)));
        }
        float pink = draw.spread(-0.12f, 0.12f);
        return new Skin(
                new Color(color.red(), color.green() * (1 - pink), color.blue() * (1 + pink)),
                draw.unit(),
                draw.chance(0.35f) ? draw.spread(0.3f, 0.9f) : 0,
                moles,
                draw.chance(0.5f) ? draw.spread(0.1f, 0.5f) : 0,
                draw.chance(0.35f) ? draw.spread(0.1f, 0.4f) : 0,
                draw.bits());
    }
}
