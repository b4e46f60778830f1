package org.likeness.core.recipe;

/**
 * The network that is trained.
 *
 * @param architecture          {@code small-residual}, {@code mobile-face-net} or {@code inception-resnet-v1}
 * @param inputSize             width and height in pixels, in [8, 1024]
 * @param embeddingSize         D, in [2, 65,536]
 * @param dropout               share of features dropped before the last layer in training, in [0, 1)
 * @param batchNormBeforeSphere whether the embedding is batch-normalized before normalization to length 1
 * @param normalized            whether embeddings are normalized to length 1; false is for experiments
 */
public record NetworkSettings(
        String architecture,
        int inputSize,
        int embeddingSize,
        double dropout,
        boolean batchNormBeforeSphere,
        boolean normalized) {
    public NetworkSettings {
        Range.closed(8, 1024).require("network.inputSize", inputSize);
        Range.closed(2, 65_536).require("network.embeddingSize", embeddingSize);
        Range.closedOpen(0, 1).require("network.dropout", dropout);
    }
}
