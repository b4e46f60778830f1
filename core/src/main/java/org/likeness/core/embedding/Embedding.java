package org.likeness.core.embedding;

import java.util.Arrays;

/**
 * Where a picture of a face lies in an encoder's space.
 *
 * @param space  the space it lies in
 * @param values [D], of length 1 unless the encoder's specification says otherwise; shared, to be read only
 */
public record Embedding(EncoderId space, float[] values) {
    /**
     * The distance to another embedding of the same space.
     *
     * @throws SpaceMismatchException if the other is of another space
     */
    public double distanceTo(Embedding other, Distance distance) {
        if (!space.equals(other.space)) {
            throw new SpaceMismatchException(
                    "an embedding of encoder %s (%d numbers) cannot be compared with one of encoder %s (%d numbers): embed both pictures with one encoder"
                            .formatted(space.brief(), values.length, other.space.brief(), other.values.length));
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
