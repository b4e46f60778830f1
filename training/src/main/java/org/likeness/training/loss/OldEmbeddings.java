package org.likeness.training.loss;

import java.util.Locale;
import org.likeness.core.LikenessException;
import org.likeness.core.algebra.Vectors;

/** The embeddings of the training pictures by the old encoder, which the new one is to be compatible with. They are constants of a run. */
public final class OldEmbeddings {
    private final float[][] rows;
    private final int[] labels;

    /**
     * @param rows   by number of the picture in the training set, each [D] of length 1; empty for pictures that cannot be read
     * @param labels identity of each picture, from 0
     */
    public OldEmbeddings(float[][] rows, int[] labels) {
        if (rows.length != labels.length) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d embeddings with %d labels", rows.length, labels.length));
        }
        this.rows = rows;
        this.labels = labels;
    }

    /**
     * Copies some out.
     *
     * @param pictures numbers of pictures, [B]
     * @param size     D
     * @return [B × D], row by row
     * @throws LikenessException if a picture was not readable when all were embedded
     */
    float[] of(int[] pictures, int size) {
        float[] some = new float[Math.multiplyExact(pictures.length, size)];
        for (int i = 0; i < pictures.length; i++) {
            float[] row = rows[pictures[i]];
            if (row.length == 0) {
                throw new LikenessException(
                        LikenessException.Kind.UNAVAILABLE,
                        String.format(
                                Locale.ROOT,
                                "picture %,d of the training set could not be read when the old encoder embedded it, and can be read now: resume the run",
                                pictures[i]));
            }
            System.arraycopy(row, 0, some, i * size, size);
        }
        return some;
    }

    /**
     * The old classifier: the mean embedding of each person, with length 1. (BCT, arXiv 2003.11942, §3.3: synthesized classifier weights.)
     *
     * @param people number of identities, C
     * @param size   D
     * @return [C × D], row by row; zeros for people without a readable picture
     */
    float[] classCenters(int people, int size) {
        float[][] centers = new float[people][size];
        for (int i = 0; i < rows.length; i++) {
            float[] center = centers[labels[i]];
            for (int k = 0; k < rows[i].length; k++) {
                center[k] += rows[i][k];
            }
        }
        float[] all = new float[Math.multiplyExact(people, size)];
        for (int person = 0; person < people; person++) {
            System.arraycopy(Vectors.unit(centers[person]), 0, all, person * size, size);
        }
        return all;
    }
}
