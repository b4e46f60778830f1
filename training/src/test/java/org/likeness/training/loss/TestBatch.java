package org.likeness.training.loss;

import org.likeness.training.loader.BatchLabels;

/** Batches for losses. */
final class TestBatch {
    static final int EMBEDDING_SIZE = 4;

    private TestBatch() {}

    static BatchLabels of(long step, int[] labels, int[] pictures) {
        return new BatchLabels(step, labels, pictures);
    }
}
