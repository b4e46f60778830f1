package org.likeness.core.dataset.synthetic;

/** Skin with blush, blotches, freckles, moles, folds and beard, and the shade that the nose keeps in any light. */
final class SkinPaint implements FacePaint {
    private final Person person;
    private final Shot shot;
    private final float pixel;
    private final float mouthHeight;
    private final float folds;
    private final Color beard;

    SkinPaint(Person person, Shot shot, float pixel) {
        this.person = person;
        this.shot = shot;
        this.pixel = pixel;
        mouthHeight = person.nose().tip() + person.mouth().height();
        folds = person.skin().lines() + 0.35f * Math.max(0, shot.expression().smile());
        beard = person.hair().color().times(shot.look().hairTone());
    }

    @Override
    public void paint(float x, float y, Ink ink) {
        Skin skin = person.skin();
        float side = Math.abs(x);
        ink.set(skin.color());
        ink.darken(0.10f * Shapes.noise(x * 5, y * 5, skin.key()));
        float red = skin.blush()
                * (0.22f * Shapes.hill(side - 0.40f, y + 0.28f, 0.3f, 0.25f)
                        + 0.18f * Shapes.hill(side, y - person.nose().tip(), 0.17f, 0.15f));
        ink.tint(1, 1 - red, 1 - red);
        noseShade(side, y, ink);
        lines(side, y, ink);
        spots(x, y, ink);
        beard(x, y, side, ink);
    }

    private void noseShade(float side, float y, Ink ink) {
        Person.Nose nose = person.nose();
        float under = Shapes.hill(side, y - nose.tip() + 0.09f, nose.wings() * 1.15f, 0.075f);
        float flank = Shapes.hill(side - nose.wings(), y - nose.tip() + 0.01f, 0.05f, 0.10f);
        ink.darken(0.30f * under + 0.34f * flank);
        float hole = 0.35f + 0.65f * nose.upturn();
        float holes = Shapes.hill(
                side - nose.wings() * 0.5f, y - nose.tip() + 0.055f, nose.nostrils() * 1.5f, nose.nostrils() * 1.1f);
        ink.darken(hole * 0.8f * Math.min(1, 1.6f * holes));
    }

    private void lines(float side, float y, Ink ink) {
        float top = person.nose().tip();
        if (folds > 0 && y < top && y > mouthHeight - 0.1f) {
            float t = (top - y) / (top - mouthHeight + 0.1f);
            float at = person.nose().wings()
                    + 0.04f
                    + (person.mouth().width() + 0.06f - person.nose().wings()) * t;
            ink.darken(folds * 0.6f * Shapes.hill(side - at, 0, 0.045f, 1) * (1 - 0.5f * t));
        }
        float forehead =
                person.skin().forehead() + 3 * Math.max(0, shot.expression().brows());
        float y0 = person.eyes().height() + person.brows().lift() + 0.15f;
        for (int i = 0; i < 2 && side < 0.4f; i++) {
            float bend = 0.25f * side * side;
            ink.darken(0.5f * forehead * Shapes.hill(side, y - y0 - i * 0.11f + bend, 0.42f, 0.042f));
        }
    }

    private void spots(float x, float y, Ink ink) {
        for (Skin.Mole mole : person.skin().moles()) {
            float dx = x - mole.x();
            float dy = y - mole.y();
            if (Math.abs(dx) < 0.1f && Math.abs(dy) < 0.1f) {
                float distance = (float) Math.sqrt(dx * dx + dy * dy) - mole.radius();
                ink.darken(0.8f * Shapes.inside(distance, Math.max(pixel, 0.02f)));
            }
        }
        if (person.skin().freckles() > 0) {
            float where = Shapes.hill(x, y + 0.2f, 0.65f, 0.3f);
            float speckle = Shapes.noise(x * 14, y * 14, person.skin().key() + 1);
            ink.darken(where * person.skin().freckles() * Shapes.smoothStep(0.55f, 0.8f, speckle));
        }
    }

    private void beard(float x, float y, float side, Ink ink) {
        float density = shot.look().beard();
        if (density == 0
                || person.beard() == Person.Beard.NONE
                || y > person.nose().tip()) {
            return;
        }
        float cheekLine = mouthHeight + 0.02f + 0.9f * side * side;
        float chin = Shapes.smoothStep(cheekLine + 0.05f, cheekLine - 0.05f, y);
        float lip = Shapes.hill(side, y - mouthHeight - 0.11f, person.mouth().width() * 1.2f, 0.09f);
        float rough = 0.75f + 0.5f * Shapes.noise(x * 25, y * 25, shot.look().key());
        float goatee = Shapes.smoothStep(0.32f, 0.22f, side);
        float share = switch (person.beard()) {
            case NONE -> 0;
            case MOUSTACHE -> 1.3f * lip;
            case GOATEE -> goatee * Math.max(chin, 1.3f * lip);
            case FULL -> Math.max(chin, 1.3f * lip);
        };
        ink.cover(beard, Shapes.clamp(density * rough * share));
    }
}
