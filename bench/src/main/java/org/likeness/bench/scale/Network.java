package org.likeness.bench.scale;

import java.util.Locale;

/**
 * What is trained, and the loss.
 *
 * @param weights       trained numbers, at least 1
 * @param embeddingSize D, at least 1
 * @param people        softmax centers; 0 for triplets alone
 * @param softmaxShare  share of the centers in each step, in [0, 1]
 */
record Network(long weights, int embeddingSize, long people, double softmaxShare) {
    /** Processor seconds of distances, mining, loss and gradient, for a pair of pictures: 5.14 s for 16,384² in {@code docs/results/mining.md}. */
    static final double SECONDS_OF_PAIR = 5.14 / (16_384.0 * 16_384.0);

    /** Processor seconds of ArcFace for a picture and a center of 128 numbers: 0.05 s for 128 · 10,000 in {@code docs/results/losses.md}. */
    static final double SECONDS_OF_COSINE = 0.05 / (128.0 * 10_000);

    private static final long FIRST_MESSAGE = 1 << 16; // numbers
    private static final long LARGEST_MESSAGE = 1 << 20;
    private static final double MEASURED_SIZE = 128; // numbers of an embedding, in both measurements

    Network {
        if (weights < 1 || embeddingSize < 1 || people < 0 || !(softmaxShare >= 0 && softmaxShare <= 1)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%d weights, embeddings of %d, %d people, share %s: positive numbers and a share in [0, 1] are expected",
                    weights,
                    embeddingSize,
                    people,
                    softmaxShare));
        }
    }

    /**
     * Processor seconds of the loss of a batch in one worker: distances of all pairs, and cosines with its part of the centers. A product of
     * matrices costs in proportion to D.
     */
    double lossSeconds(int batch, int workers) {
        double pairs = SECONDS_OF_PAIR * batch * batch;
        double cosines = SECONDS_OF_COSINE * batch * people * softmaxShare / workers;
        return (pairs + cosines) * embeddingSize / MEASURED_SIZE;
    }

    /** Of all embeddings of a batch, with their labels and picture numbers. */
    double embeddingBytes(int batch) {
        return (double) batch * (Float.BYTES * embeddingSize + 2 * Integer.BYTES);
    }

    boolean hasSoftmax() {
        return people > 0;
    }

    /** Of what each worker knows of the logits of all pictures, together: four numbers a picture. */
    double logitBytes(int batch, int workers) {
        return 4.0 * Float.BYTES * batch * workers;
    }

    /** Of the gradient of all embeddings. */
    double embeddingGradientBytes(int batch) {
        return (double) Float.BYTES * embeddingSize * batch;
    }

    /** Pieces in which gradients are summed, as {@code TensorSums} does: in messages of 256 KB, and of twice as much each, up to 4 MB. */
    int gradientPieces(int workers) {
        int pieces = 0;
        long message = FIRST_MESSAGE;
        for (long left = weights; left > 0; pieces++) {
            left -= message * workers;
            message = Math.min(2 * message, LARGEST_MESSAGE);
        }
        return pieces;
    }

    double gradientBytes() {
        return (double) Float.BYTES * weights;
    }

    /** Weights with both means of AdamW, centers with their momentum. */
    double checkpointBytes() {
        return (double) Float.BYTES * (3.0 * weights + 2.0 * people * embeddingSize);
    }
}
