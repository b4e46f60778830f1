package org.likeness.core.dataset.synthetic;

/** The depth of the face in front of the smooth head: nose, brows, sockets, cheeks, lips, chin. */
final class Relief {
    private final Person person;
    private final float mouthHeight;
    private final float lips;

    Relief(Person person, Shot.Expression expression) {
        this.person = person;
        mouthHeight = person.nose().tip() + person.mouth().height();
        lips = 0.03f + 0.25f * (person.mouth().upper() + person.mouth().lower()) - 0.02f * expression.smile();
    }

    /** The height at a point of the face, in head coordinates. */
    float height(float x, float y) {
        float side = Math.abs(x);
        Person.Eyes eyes = person.eyes();
        float fromEye = side - eyes.apart();
        return nose(side, y)
                - eyes.socket() * Shapes.hill(fromEye, y - eyes.height(), 0.24f, 0.17f)
                + 0.03f * Shapes.hill(fromEye, y - eyes.height(), 0.15f, 0.10f)
                + person.brows().ridge()
                        * Shapes.hill(
                                fromEye, y - eyes.height() - person.brows().lift(), 0.3f, 0.12f)
                + person.skull().cheeks() * Shapes.hill(side - 0.42f, y + 0.2f, 0.3f, 0.25f)
                + lips * Shapes.hill(side, y - mouthHeight, 0.32f, 0.14f)
                + person.skull().chinButton()
                        * Shapes.hill(side, y + 0.88f * person.skull().chin(), 0.25f, 0.18f);
    }

    private float nose(float side, float y) {
        Person.Nose nose = person.nose();
        float root = person.eyes().height() + 0.06f;
        float along = (root - y) / (root - nose.tip());
        if (along <= -0.3f || y < nose.tip() - 0.12f) {
            return 0;
        }
        float below = Shapes.clamp((nose.tip() - y) / 0.12f);
        float t = Shapes.clamp(along);
        float spread = nose.ridge() + (nose.wings() - nose.ridge()) * t * t * t;
        float profile = nose.bridge() + (nose.length() - nose.bridge()) * t * t;
        float fadeIn = Shapes.smoothStep(-0.3f, 0.1f, along);
        float across = side / (1.35f * spread);
        float ridge = Shapes.hill(across * across) * profile * fadeIn * (1 - below * below);
        return ridge
                + nose.ball() * Shapes.hill(side, y - nose.tip(), 0.13f, 0.12f)
                + 0.07f * Shapes.hill(side - nose.wings() * 0.75f, y - nose.tip() + 0.02f, 0.09f, 0.08f);
    }
}
