package org.likeness.core.triplet;

import java.util.Arrays;

/**
 * Computes the gradient with respect to the embeddings from ∂J/∂d: with w = ∂J/∂d(a,j), half of ∂J/∂eₐ is Σⱼ w (eₐ − eⱼ), and half of
 * ∂J/∂eⱼ is Σₐ w (eⱼ − eₐ).
 * Anchors are processed in groups, so that a row used by several anchors of a group is read and written once.
 */
final class EmbeddingGradient {
    private final float[][] embeddings; // row by row: of one array, C2 would make no vectors of five places
    private final float[][] halves; // of the gradient, row by row, for those that learn
    private final int[] rows = new int[DistanceGradients.GROUP];
    private final float[] weights = new float[DistanceGradients.GROUP];

    /**
     * @param embeddings [N, D]
     * @param learning   B: how many of the first rows learn
     */
    EmbeddingGradient(float[][] embeddings, int learning) {
        this.embeddings = embeddings;
        this.halves = new float[learning][embeddings[0].length];
    }

    /**
     * Adds the pulls of neighboring anchors.
     *
     * @param first   row of the first anchor
     * @param anchors how many, in [1, {@value DistanceGradients#GROUP}]
     */
    void add(int first, int anchors, DistanceGradients gradients) {
        for (int a = 0; a < anchors && first + a < halves.length; a++) {
            addToAnchor(first + a, a, gradients);
        }
        for (int a = 0; a < DistanceGradients.GROUP; a++) {
            rows[a] = first + Math.min(a, anchors - 1);
        }
        for (int other = gradients.next(0); other >= 0 && other < halves.length; other = gradients.next(other + 1)) {
            for (int a = 0; a < DistanceGradients.GROUP; a++) {
                weights[a] = gradients.weight(a, other);
            }
            pull(other);
        }
    }

    private void addToAnchor(int anchor, int place, DistanceGradients gradients) {
        int found = 0;
        for (int other = gradients.next(0); other >= 0; other = gradients.next(other + 1)) {
            float weight = gradients.weight(place, other);
            if (weight != 0) {
                rows[found] = other;
                weights[found] = weight;
                found++;
                if (found == DistanceGradients.GROUP) {
                    pull(anchor);
                    found = 0;
                }
            }
        }
        if (found > 0) {
            Arrays.fill(weights, found, DistanceGradients.GROUP, 0);
            Arrays.fill(rows, found, DistanceGradients.GROUP, anchor);
            pull(anchor);
        }
    }

    private void pull(int target) {
        pull(
                embeddings[target],
                halves[target],
                embeddings[rows[0]],
                embeddings[rows[1]],
                embeddings[rows[2]],
                embeddings[rows[3]],
                weights);
    }

    /** Adds what four others pull with: Σ w (own − e), in the form that C2 makes vectors of. */
    private static void pull(
            float[] own, float[] half, float[] e0, float[] e1, float[] e2, float[] e3, float[] weights) {
        float w0 = weights[0];
        float w1 = weights[1];
        float w2 = weights[2];
        float w3 = weights[3];
        float all = (w0 + w1) + (w2 + w3);
        for (int i = 0; i < half.length; i++) {
            half[i] += all * own[i] - ((w0 * e0[i] + w1 * e1[i]) + (w2 * e2[i] + w3 * e3[i]));
        }
    }

    /** Adds all of another one, which is 0 afterwards. */
    void take(EmbeddingGradient other) {
        for (int row = 0; row < halves.length; row++) {
            float[] half = halves[row];
            float[] more = other.halves[row];
            for (int i = 0; i < half.length; i++) {
                half[i] += more[i];
            }
            Arrays.fill(more, 0);
        }
    }

    /** ∂(J / divisor)/∂embeddings, [B × D], row by row. */
    float[] dividedBy(double divisor) {
        float factor = (float) (2 / divisor);
        int dimension = halves[0].length;
        float[] gradient = new float[halves.length * dimension];
        for (int row = 0; row < halves.length; row++) {
            for (int i = 0; i < dimension; i++) {
                gradient[row * dimension + i] = halves[row][i] * factor;
            }
        }
        return gradient;
    }
}
