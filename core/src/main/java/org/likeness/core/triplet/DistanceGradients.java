package org.likeness.core.triplet;

import java.util.BitSet;
import org.likeness.core.Experimental;

/**
 * Collects ∂J/∂d, the derivative of the cost with respect to each distance of an anchor. The chain rule leads from there to the
 * embeddings: ∂d/∂eₐ = 2(eₐ − eⱼ).
 *
 * <p>Held for a group of neighboring anchors, [{@value #GROUP}, B], with a list of the nonzero entries.
 */
@Experimental
public final class DistanceGradients {
    /** How many anchors a group has at most: what {@link EmbeddingGradient} takes together. */
    static final int GROUP = 4;

    private final float[][] weights;
    private final BitSet touched; // by any of the group
    private int current;

    /** @param batch B */
    DistanceGradients(int batch) {
        this.weights = new float[GROUP][batch];
        this.touched = new BitSet(batch);
    }

    /** From now on pulls are the group's i-th anchor's. */
    void of(int i) {
        current = i;
    }

    /**
     * Adds to the derivative with respect to the distance of the anchor to a row.
     *
     * @param other  row of the batch
     * @param weight ∂J/∂d(anchor, other); above 0 it draws the two rows together
     */
    public void add(int other, float weight) {
        weights[current][other] += weight;
        touched.set(other);
    }

    /** Of the group's i-th anchor; 0 where there is none. */
    float weight(int i, int other) {
        return weights[i][other];
    }

    /** The next row, from this one on, that anyone of the group pulls at; negative if there is none. */
    int next(int from) {
        return touched.nextSetBit(from);
    }

    void clear() {
        for (int other = next(0); other >= 0; other = next(other + 1)) {
            for (float[] own : weights) {
                own[other] = 0;
            }
        }
        touched.clear();
    }
}
