package org.likeness.core.dataset.synthetic;

/** The numbers that vary between the pictures of one person. */
record Shot(Pose pose, Light light, Expression expression, Look look, Backdrop backdrop, Exposure exposure) {
    /**
     * Where the head is and where it looks.
     *
     * @param yaw   radians, positive to the right of the picture
     * @param pitch radians, positive upwards
     * @param roll  radians, positive counter-clockwise
     * @param x     of the head's center, in halves of the picture's width, to the right
     * @param y     of the head's center, upwards
     * @param zoom  halves of the picture's width for a unit of head coordinates
     */
    record Pose(float yaw, float pitch, float roll, float x, float y, float zoom) {
        static Pose draw(Draw draw) {
            return new Pose(
                    draw.nearMiddle(-0.34f, 0.34f),
                    draw.nearMiddle(-0.14f, 0.14f),
                    draw.nearMiddle(-0.34f, 0.34f),
                    draw.nearMiddle(-0.30f, 0.30f),
                    draw.nearMiddle(-0.30f, 0.30f),
                    draw.between(0.80f, 1.04f));
        }
    }

    /**
     * One distant light and the light of the surroundings.
     *
     * @param x       of the direction toward the light, unit length with y and z
     * @param y       upwards
     * @param z       toward the camera
     * @param key     the distant light
     * @param ambient the surroundings' light
     * @param gloss   how much the skin shines
     */
    record Light(float x, float y, float z, Color key, Color ambient, float gloss) {
        static Light draw(Draw draw) {
            float x = draw.between(-1, 1);
            float y = draw.between(-0.2f, 0.9f);
            float z = draw.between(0.45f, 1);
            float length = (float) Math.sqrt(x * x + y * y + z * z);
            float share = draw.between(0.25f, 0.50f);
            return new Light(
                    x / length,
                    y / length,
                    z / length,
                    cast(draw).times(share * 1.5f),
                    cast(draw).times(1 - share),
                    draw.between(0, 0.35f));
        }

        private static Color cast(Draw draw) {
            float warmth = draw.nearMiddle(-0.12f, 0.12f);
            float green = draw.nearMiddle(-0.06f, 0.06f);
            return new Color(1 + warmth, 1 + green, 1 - warmth);
        }
    }

    /**
     * What the face does.
     *
     * @param smile  from −0.5, sullen, to 1
     * @param open   the mouth, in [0, 1]
     * @param brows  raised, in head coordinates
     * @param frown  inner ends of the brows downwards, in head coordinates
     * @param lids   opening of the eyes, 1 is at rest
     * @param gazeX  of the irises, in radii
     * @param gazeY  of the irises, in radii
     */
    record Expression(float smile, float open, float brows, float frown, float lids, float gazeX, float gazeY) {
        static Expression draw(Draw draw) {
            return new Expression(
                    draw.between(-0.2f, 0.6f),
                    draw.chance(0.3f) ? draw.between(0, 0.6f) : 0,
                    draw.nearMiddle(-0.02f, 0.05f),
                    draw.nearMiddle(-0.02f, 0.04f),
                    draw.chance(0.02f) ? 0.08f : draw.between(0.85f, 1.1f),
                    draw.nearMiddle(-0.9f, 0.9f),
                    draw.nearMiddle(-0.4f, 0.4f));
        }
    }

    /**
     * What the person wears today.
     *
     * @param glasses    what is before the eyes
     * @param frame      color of the glasses' frame
     * @param frameSize  of the lenses, 1 is usual
     * @param hat        height of the hat's rim on the forehead; above the crown for none
     * @param hatColor  color of the hat
     * @param hairShift  how much lower the hair falls than usual
     * @param hairTone   brightness of the hair, 1 is usual
     * @param beard      density, 0 for shaven
     * @param makeUp     redness added to the lips, in [0, 1]
     * @param clothes    color below the neck
     * @param occluder   whether something stands before the face
     * @param key        of the patterns
     */
    record Look(
            Glasses glasses,
            Color frame,
            float frameSize,
            float hat,
            Color hatColor,
            float hairShift,
            float hairTone,
            float beard,
            float makeUp,
            Color clothes,
            boolean occluder,
            int key) {
        static Look draw(Draw draw) {
            float glasses = draw.unit();
            return new Look(
                    glasses < 0.88f ? Glasses.NONE : glasses < 0.995f ? Glasses.CLEAR : Glasses.DARK,
                    draw.chance(0.6f) ? Color.WHITE.times(draw.between(0.01f, 0.06f)) : Color.any(draw),
                    draw.between(0.85f, 1.25f),
                    draw.chance(0.01f) ? draw.between(0.36f, 0.6f) : 2,
                    Color.any(draw),
                    draw.nearMiddle(-0.05f, 0.05f),
                    draw.between(0.87f, 1.15f),
                    draw.chance(0.9f) ? draw.between(0.5f, 0.95f) : 0,
                    draw.chance(0.1f) ? draw.unit() : 0,
                    Color.any(draw),
                    draw.chance(0.01f),
                    draw.bits());
        }
    }

    /** What is before the eyes. */
    enum Glasses {
        NONE,
        CLEAR,
        DARK
    }

    /**
     * What is behind the head.
     *
     * @param upper  color of one end
     * @param lower  color of the other end
     * @param slopeX direction from one end to the other
     * @param slopeY direction from one end to the other
     * @param grain  size of the pattern, in pictures
     * @param strength of the pattern
     */
    record Backdrop(Color upper, Color lower, float slopeX, float slopeY, float grain, float strength) {
        static Backdrop draw(Draw draw) {
            return new Backdrop(
                    Color.any(draw),
                    Color.any(draw),
                    draw.between(-0.9f, 0.9f),
                    draw.between(-0.9f, 0.9f),
                    draw.between(0.2f, 0.8f),
                    draw.between(0.2f, 1));
        }
    }

    /**
     * What the camera does.
     *
     * @param gain     brightness, 1 is right
     * @param gamma    of the tone curve, 1 is right
     * @param contrast around middle gray, 1 is right
     * @param colors  saturation; 0 is a gray picture
     * @param blur     standard deviation, in pictures
     * @param noise    standard deviation, white is 1
     * @param quality  step of a JPEG-like quantization, white is 1; 0 is none
     * @param key      of the noise
     */
    record Exposure(
            float gain, float gamma, float contrast, float colors, float blur, float noise, float quality, int key) {
        static Exposure draw(Draw draw) {
            return new Exposure(
                    draw.between(0.8f, 1.3f),
                    draw.between(0.85f, 1.2f),
                    draw.between(0.8f, 1.2f),
                    draw.chance(0.01f) ? 0 : draw.between(0.8f, 1.2f),
                    draw.chance(0.1f) ? draw.between(0.004f, 0.008f) : 0,
                    draw.chance(0.3f) ? draw.between(0.005f, 0.02f) : 0.003f,
                    draw.chance(0.15f) ? draw.between(0.01f, 0.03f) : 0,
                    draw.bits());
        }
    }

    /** A shot of a person, from its own stream of numbers. */
    static Shot draw(Draw draw) {
        return new Shot(
                Pose.draw(draw),
                Light.draw(draw),
                Expression.draw(draw),
                Look.draw(draw),
                Backdrop.draw(draw),
                Exposure.draw(draw));
    }
}
