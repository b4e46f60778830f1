package org.likeness.core.triplet;

import java.util.Arrays;

/**
 * The ranks of the positives of a batch among the negatives: for each ordered anchor–positive pair, the share of the anchor's negatives
 * that are nearer than the positive. Near 0 for a trained encoder. The rank of a positive with a wrong label is uniform in [0, 1], whatever
 * the encoder.
 */
public final class PositiveRanks {
    private final double[] places;

    /**
     * @param places each in [0, 1]; none without a positive or a negative
     */
    public PositiveRanks(double[] places) {
        this.places = places;
    }

    public double[] places() {
        return places;
    }

    /**
     * Looks at some of the anchors, spread evenly over the batch.
     *
     * @param embeddings  [B, D]
     * @param labels      identity of each row, length B
     * @param mostAnchors how many at most
     */
    public static PositiveRanks of(float[][] embeddings, int[] labels, int mostAnchors) {
        int batch = labels.length;
        int anchors = Math.min(batch, mostAnchors);
        double[] places = new double[Math.multiplyExact(anchors, batch)];
        int found = 0;
        for (int i = 0; i < anchors; i++) {
            found = place((int) ((long) i * batch / anchors), embeddings, labels, places, found);
        }
        return new PositiveRanks(Arrays.copyOf(places, found));
    }

    private static int place(int anchor, float[][] embeddings, int[] labels, double[] places, int found) {
        float[] negatives = new float[labels.length];
        float[] positives = new float[labels.length];
        int negativeCount = 0;
        int positiveCount = 0;
        for (int row = 0; row < labels.length; row++) {
            float distance = squared(embeddings[anchor], embeddings[row]);
            if (labels[row] != labels[anchor]) {
                negatives[negativeCount++] = distance;
            } else if (row != anchor) {
                positives[positiveCount++] = distance;
            }
        }
        int filled = found;
        for (int i = 0; i < positiveCount && negativeCount > 0; i++) {
            int nearer = 0;
            for (int j = 0; j < negativeCount; j++) {
                nearer += negatives[j] < positives[i] ? 1 : 0;
            }
            places[filled++] = (double) nearer / negativeCount;
        }
        return filled;
    }

    private static float squared(float[] a, float[] b) {
        float sum = 0;
        for (int i = 0; i < a.length; i++) {
            float difference = a[i] - b[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** The share of the positives that stand beyond a place; NaN if there are none. */
    public double shareBeyond(double place) {
        long beyond = Arrays.stream(places).filter(each -> each > place).count();
        return (double) beyond / places.length;
    }
}
