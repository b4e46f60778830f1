package org.likeness.core.dataset.synthetic;

/**
 * The head as a solid in space: horizontal sections are ellipses whose half-axes follow two curves, the front is
 * displaced by a {@link Relief}, the whole is turned by yaw, then by pitch.
 */
final class HeadSurface {
    private final float[] halfWidth = new float[Shell.ROWS];
    private final float[] halfDepth = new float[Shell.ROWS];
    private final Relief relief;
    private final Turn turn;
    private final Shell skin;

    HeadSurface(Person.Skull skull, Relief relief, Turn turn, float jawDrop) {
        this.relief = relief;
        this.turn = turn;
        float chin = skull.chin() + jawDrop;
        for (int row = 0; row < Shell.ROWS; row++) {
            float y = Shell.height(row);
            float t = y >= 0 ? y / skull.crown() : -y / chin;
            if (t < 1) {
                float power = y >= 0 ? skull.squareness() : skull.jaw();
                float root = y >= 0 ? 1 / skull.squareness() : skull.taper();
                float outline = (float) StrictMath.pow(1 - StrictMath.pow(t, power), root);
                halfWidth[row] = skull.width() * outline
                        + skull.cheeks() * Shapes.hill(0, y + 0.18f, 1, 0.35f)
                        - skull.temples() * Shapes.hill(0, y - 0.30f, 1, 0.35f);
                float square = t * t;
                halfDepth[row] = skull.depth() * (float) Math.sqrt(1 - (y >= 0 ? square : square * square * square));
            }
        }
        skin = shell(0);
    }

    /** A smooth shell that stands {@code off} from the head; glasses, hair and hats lie on such. */
    Shell shell(float off) {
        return new Shell(halfWidth, halfDepth, turn, off);
    }

    /**
     * Casts a ray straight into the picture onto the face with its relief.
     *
     * @param right of the ray, in head units from the head's center
     * @param up    of the ray
     */
    void cast(float right, float up, Hit hit) {
        skin.cast(right, up, hit);
        float height = 0;
        for (int i = 0; i < 2 && hit.edge < 0.1f && hit.front > 0; i++) {
            height = relief.height(hit.x, hit.y);
            float edge = hit.edge;
            skin.cast(right - height * turn.yawSin(), up - height * turn.yawCos() * turn.pitchSin(), hit);
            hit.edge = Math.min(edge, hit.edge);
        }
        hit.depth += height * turn.yawCos() * turn.pitchCos();
    }
}
