package org.likeness.core.recipe;

/**
 * Cross-batch memory: anchors are also compared with embeddings of earlier batches. (arXiv 1912.06798, §3.)
 *
 * @param embeddings number of latest embeddings to keep, in [0, 10,000,000]; 0 for none
 * @param fromStep   the first step, from 0, that uses them, in [0, 100,000,000]: embeddings move too fast at first
 */
public record MemorySettings(int embeddings, int fromStep) {
    public MemorySettings {
        Range.closed(0, 10_000_000).require("memory.embeddings", embeddings);
        Range.closed(0, 100_000_000).require("memory.fromStep", fromStep);
    }
}
