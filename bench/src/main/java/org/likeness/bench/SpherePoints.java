package org.likeness.bench;

import java.util.Arrays;
import java.util.Random;

/**
 * Embeddings as an encoder gives them that still has much to learn: people at random places of the sphere, pictures about
 * them, so far that a pair of one person is at 1.6 ± 0.2 and one of two people at 2.0 ± 0.2.
 */
final class SpherePoints {
    static final int EMBEDDING_SIZE = 128;
    private static final float SPREAD = 2; // of pictures about their person's place, which is 1 wide
    private final float[] embeddings;
    private final int[] labels;

    /**
     * @param embeddings [B × 128], row by row
     * @param labels     identity of each row, length B
     */
    SpherePoints(float[] embeddings, int[] labels) {
        this.embeddings = embeddings;
        this.labels = labels;
    }

    float[] embeddings() {
        return embeddings;
    }

    int[] labels() {
        return labels;
    }

    static SpherePoints draw(int identities, int picturesPerIdentity) {
        Random random = new Random(1);
        int batch = identities * picturesPerIdentity;
        float[] embeddings = new float[batch * EMBEDDING_SIZE];
        float[] center = new float[EMBEDDING_SIZE];
        for (int row = 0; row < batch; row++) {
            double squares = 0;
            for (int i = 0; i < EMBEDDING_SIZE; i++) {
                if (row % picturesPerIdentity == 0) {
                    center[i] = (float) random.nextGaussian();
                }
                float value = center[i] + SPREAD * (float) random.nextGaussian();
                embeddings[row * EMBEDDING_SIZE + i] = value;
                squares += value * value;
            }
            for (int i = 0; i < EMBEDDING_SIZE; i++) {
                embeddings[row * EMBEDDING_SIZE + i] /= (float) Math.sqrt(squares);
            }
        }
        int[] labels = new int[batch];
        Arrays.setAll(labels, row -> row / picturesPerIdentity);
        return new SpherePoints(embeddings, labels);
    }
}
