package org.likeness.api.model;

import org.likeness.api.Answer;

/**
 * A copy of an encoder for inference: {@code likeness models fuse}.
 *
 * @param file              the copy
 * @param space             id of the embedding space, the original's, 64 hexadecimal digits
 * @param originalNodeCount nodes of the original
 * @param nodeCount         nodes of the copy
 * @param foldedCount       nodes folded into a layer
 * @param unfoldedCount     batch normalizations that remain
 * @param removedCount      idle nodes removed
 * @param difference        largest difference of an embedding, relative to its length
 */
public record FuseAnswer(
        String file,
        String space,
        int originalNodeCount,
        int nodeCount,
        int foldedCount,
        int unfoldedCount,
        int removedCount,
        double difference)
        implements Answer {}
