package org.likeness.bench.scale;

import java.util.Locale;

/**
 * Pictures of a step.
 *
 * @param pictures     at least 1
 * @param ofEachWorker whether these are the pictures of each worker, or those of all together
 */
record BatchSize(int pictures, boolean ofEachWorker) {
    BatchSize {
        if (pictures < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a batch of %d pictures: at least 1 is expected", pictures));
        }
    }

    /** B, of all workers. */
    int of(int workers) {
        int batch = ofEachWorker ? Math.multiplyExact(pictures, workers) : pictures;
        if (batch < workers) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "a batch of %d pictures cannot be divided among %d workers", batch, workers));
        }
        return batch;
    }

    /** Of the worker that has the most: shares differ by at most one picture. */
    int largestShare(int workers) {
        return (of(workers) + workers - 1) / workers;
    }
}
