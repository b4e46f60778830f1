package org.likeness.core.embedding;

import java.util.Arrays;
import java.util.Locale;

/** The embedding of a face: a point in the space of an encoder. */
public final class Embedding {
    private final EncoderId space;
    private final float[] values;

    /**
     * @param space  the space it lies in
     * @param values [D], finite, of length 1 unless the encoder's specification says otherwise; shared, to be read only
     */
    public Embedding(EncoderId space, float[] values) {
        requireFinite("an embedding of encoder " + space.brief(), values);
        this.space = space;
        this.values = values;
    }

    public EncoderId space() {
        return space;
    }

    public float[] values() {
        return values;
    }

    /**
     * Refuses numbers that have no distance.
     *
     * @param what   whose they are, for the message
     * @param values of an embedding, [D]
     * @throws IllegalArgumentException if one is not finite
     */
    public static void requireFinite(String what, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "%s has %s at index %d: finite numbers are expected", what, values[i], i));
            }
        }
    }

    /**
     * The distance to another embedding of the same space.
     *
     * @throws SpaceMismatchException if the other is of another space
     */
    public double distanceTo(Embedding other, Distance distance) {
        if (!space.equals(other.space)) {
            throw new SpaceMismatchException(String.format(
                    Locale.ROOT,
                    "an embedding of encoder %s (%d numbers) cannot be compared with one of encoder %s (%d numbers): embed both pictures with one encoder",
                    space.brief(),
                    values.length,
                    other.space.brief(),
                    other.values.length));
        }
        return distance.between(values, other.values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Embedding that && space.equals(that.space) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * space.hashCode() + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "Embedding[" + values.length + " numbers of encoder " + space.brief() + "]";
    }
}
