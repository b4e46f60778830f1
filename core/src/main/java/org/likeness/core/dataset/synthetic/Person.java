package org.likeness.core.dataset.synthetic;

/**
 * The numbers that are constant in all pictures of one person. Lengths are in head coordinates, angles are tangents.
 *
 * <p>The ranges are as wide as plausible faces permit: they carry the identity, and the variation in {@link Shot} hides it.
 */
record Person(
        Skull skull, Eyes eyes, Brows brows, Nose nose, Mouth mouth, Ears ears, Hair hair, Skin skin, Beard beard) {
    /**
     * The outline.
     *
     * @param width      half of the widest part
     * @param crown      height of the crown above the origin
     * @param chin       depth of the chin below it
     * @param depth      from the axis to the front
     * @param squareness exponent of the crown's curve
     * @param jaw        exponent of the jaw's curve: larger is broader
     * @param taper      exponent of the chin's end: larger is more pointed
     * @param cheeks     how far the cheekbones stand out
     * @param temples    how far the temples fall in
     * @param chinButton how far the chin stands forward
     */
    record Skull(
            float width,
            float crown,
            float chin,
            float depth,
            float squareness,
            float jaw,
            float taper,
            float cheeks,
            float temples,
            float chinButton) {
        static Skull draw(Draw draw) {
            return new Skull(
                    draw.spread(0.58f, 0.82f),
                    draw.spread(0.94f, 1.04f),
                    draw.spread(0.86f, 1.14f),
                    draw.spread(0.80f, 0.95f),
                    draw.spread(2.0f, 2.7f),
                    draw.spread(1.6f, 3.8f),
                    draw.spread(0.46f, 0.80f),
                    draw.spread(-0.01f, 0.06f),
                    draw.spread(0, 0.05f),
                    draw.spread(0.01f, 0.08f));
        }
    }

    /**
     * The eyes, mirror images of each other.
     *
     * @param apart   half the distance between their centers
     * @param height  above the origin
     * @param width   half of the opening's width
     * @param upper   the upper lid's height, of the half-width
     * @param lower   the lower lid's depth, of the half-width
     * @param tilt    outer corner upwards
     * @param peak    where the upper lid is highest: positive is outwards
     * @param crease  distance of the lid's fold from the lashes, of the half-width; 0 is none
     * @param lashes  thickness of the lash line
     * @param bags    darkness below the eyes
     * @param iris    radius of the iris, of the half-width
     * @param socket  depth of the sockets
     * @param color  of the iris
     */
    record Eyes(
            float apart,
            float height,
            float width,
            float upper,
            float lower,
            float tilt,
            float peak,
            float crease,
            float lashes,
            float bags,
            float iris,
            float socket,
            Color color) {
        private static final Color[] COLORS = {
            new Color(0.04f, 0.015f, 0.008f),
            new Color(0.22f, 0.09f, 0.02f),
            new Color(0.14f, 0.24f, 0.05f),
            new Color(0.06f, 0.22f, 0.60f),
            new Color(0.34f, 0.42f, 0.46f),
        };

        static Eyes draw(Draw draw) {
            return new Eyes(
                    draw.spread(0.245f, 0.39f),
                    draw.spread(-0.08f, 0.11f),
                    draw.spread(0.115f, 0.21f),
                    draw.spread(0.28f, 0.80f),
                    draw.spread(0.16f, 0.42f),
                    draw.spread(-0.30f, 0.38f),
                    draw.spread(-0.35f, 0.35f),
                    draw.chance(0.3f) ? 0 : draw.spread(0.18f, 0.5f),
                    draw.spread(0.05f, 0.17f),
                    draw.spread(0, 0.35f),
                    draw.spread(0.36f, 0.50f),
                    draw.spread(0.02f, 0.09f),
                    COLORS[draw.below(COLORS.length)].times(draw.spread(0.7f, 1.3f)));
        }
    }

    /**
     * The brows.
     *
     * @param lift      above the eye's center
     * @param width     half of their length
     * @param thickness half of it at the inner end
     * @param arch      height of the arch
     * @param peak      where the arch is highest, −1 inside, 1 outside
     * @param tilt      outer end upwards
     * @param apart     of the center, beyond the eye's
     * @param density   in [0, 1]
     * @param ridge     how far the bone below stands forward
     */
    record Brows(
            float lift,
            float width,
            float thickness,
            float arch,
            float peak,
            float tilt,
            float apart,
            float density,
            float ridge) {
        static Brows draw(Draw draw) {
            return new Brows(
                    draw.spread(0.16f, 0.33f),
                    draw.spread(0.15f, 0.25f),
                    draw.spread(0.010f, 0.078f),
                    draw.spread(0, 0.12f),
                    draw.spread(-0.3f, 0.6f),
                    draw.spread(-0.32f, 0.36f),
                    draw.spread(-0.03f, 0.05f),
                    draw.spread(0.55f, 1),
                    draw.spread(0, 0.05f));
        }
    }

    /**
     * The nose.
     *
     * @param tip      height of its tip, below the origin: negative
     * @param length   how far it stands forward at the tip
     * @param bridge   how far it stands forward between the eyes
     * @param ridge    half-width along the bridge
     * @param wings    half-width at the nostrils
     * @param ball     roundness of the tip
     * @param nostrils size of the holes
     * @param upturn   how much the holes show from the front
     */
    record Nose(
            float tip, float length, float bridge, float ridge, float wings, float ball, float nostrils, float upturn) {
        static Nose draw(Draw draw) {
            return new Nose(
                    draw.spread(-0.50f, -0.25f),
                    draw.spread(0.18f, 0.36f),
                    draw.spread(0.04f, 0.15f),
                    draw.spread(0.07f, 0.13f),
                    draw.spread(0.10f, 0.25f),
                    draw.spread(0, 0.08f),
                    draw.spread(0.02f, 0.045f),
                    draw.spread(0, 1));
        }
    }

    /**
     * The mouth at rest.
     *
     * @param height of its line, below the nose's tip: negative
     * @param width  half of it
     * @param upper  thickness of the upper lip
     * @param lower  thickness of the lower lip
     * @param bow    depth of the notch in the upper lip, in [0, 1]
     * @param curve  how far the corners lie above the middle
     * @param tone   redness of the lips, in [0, 1]
     */
    record Mouth(float height, float width, float upper, float lower, float bow, float curve, float tone) {
        static Mouth draw(Draw draw) {
            return new Mouth(
                    draw.spread(-0.30f, -0.19f),
                    draw.spread(0.15f, 0.34f),
                    draw.spread(0.018f, 0.10f),
                    draw.spread(0.03f, 0.13f),
                    draw.spread(0, 1),
                    draw.spread(-0.05f, 0.045f),
                    draw.spread(0.2f, 1));
        }
    }

    /**
     * The ears.
     *
     * @param height of their center
     * @param size   half of their height
     * @param stand  how far they stand off
     */
    record Ears(float height, float size, float stand) {
        static Ears draw(Draw draw) {
            return new Ears(draw.spread(-0.14f, 0.04f), draw.spread(0.14f, 0.28f), draw.spread(0.03f, 0.16f));
        }
    }

    /**
     * The hair, as it mostly is.
     *
     * @param line    its height on the forehead; above the crown for none
     * @param peak    of the line in its middle, downwards
     * @param recede  of the line at the temples, upwards
     * @param parting slope of the line
     * @param side    how far down it reaches before the ears
     * @param volume  how far it stands off
     * @param length  how far it falls behind the head, below the origin
     * @param curls   waviness of its outline
     * @param color  of hair and brows
     * @param key     of the strands' pattern
     */
    record Hair(
            float line,
            float peak,
            float recede,
            float parting,
            float side,
            float volume,
            float length,
            float curls,
            Color color,
            int key) {
        private static final Color[] COLORS = {
            new Color(0.012f, 0.010f, 0.010f),
            new Color(0.035f, 0.020f, 0.012f),
            new Color(0.10f, 0.050f, 0.024f),
            new Color(0.20f, 0.070f, 0.025f),
            new Color(0.42f, 0.28f, 0.12f),
            new Color(0.33f, 0.32f, 0.31f),
        };

        static Hair draw(Draw draw) {
            boolean bald = draw.chance(0.06f);
            boolean fringe = draw.chance(0.3f);
            boolean isLong = draw.chance(0.4f);
            return new Hair(
                    bald ? 2 : fringe ? draw.spread(0.30f, 0.45f) : draw.spread(0.50f, 0.72f),
                    draw.spread(-0.02f, 0.08f),
                    fringe ? draw.spread(-0.1f, 0.02f) : draw.spread(-0.05f, 0.16f),
                    draw.spread(-0.12f, 0.12f),
                    bald ? 2 : draw.spread(-0.35f, 0.15f),
                    draw.spread(0.03f, 0.16f),
                    !bald && isLong ? draw.spread(0.5f, 1.5f) : 0,
                    draw.chance(0.4f) ? draw.spread(0.02f, 0.09f) : 0,
                    COLORS[draw.below(COLORS.length)].times(draw.spread(0.8f, 1.25f)),
                    draw.bits());
        }
    }

    /** How hair grows on the lower face, where it is not shaven. */
    enum Beard {
        NONE,
        MOUSTACHE,
        GOATEE,
        FULL;

        static Beard draw(Draw draw) {
            return draw.chance(0.5f) ? NONE : values()[1 + draw.below(3)];
        }
    }

    /** A person, from their own stream of numbers. */
    static Person draw(Draw draw) {
        return new Person(
                Skull.draw(draw),
                Eyes.draw(draw),
                Brows.draw(draw),
                Nose.draw(draw),
                Mouth.draw(draw),
                Ears.draw(draw),
                Hair.draw(draw),
                Skin.draw(draw),
                Beard.draw(draw));
    }
}
