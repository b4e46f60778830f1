package org.likeness.training.run;

import java.util.Locale;
import org.likeness.training.distributed.Share;

/**
 * The assignment of the pictures of a batch to chunks: round-robin, because neighbors in a batch show one person, and a chunk with few
 * identities would leak identity through its batch-norm statistics.
 *
 * @param batch number of pictures, B
 * @param count number of chunks, whose sizes differ by at most one
 */
record Chunks(int batch, int count) {
    Chunks {
        if (count < 1 || count > batch) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d chunks of %d pictures", count, batch));
        }
    }

    /**
     * As few chunks as do for a size. None holds a single picture, which has no statistics; so chunks of 2 may come out as 3.
     *
     * @param most pictures in a chunk, at least 2, or 0 for the whole batch
     */
    static Chunks of(int batch, int most) {
        int needed = most == 0 ? 1 : (batch + most - 1) / most;
        return new Chunks(batch, Math.max(1, Math.min(needed, batch / 2)));
    }

    /** Places in the batch of a chunk's pictures. */
    int[] rows(int chunk) {
        return new Share(chunk, count).rows(batch);
    }

    /**
     * A chunk's rows of what the batch has.
     *
     * @param values [B × D], row by row
     */
    float[] take(float[] values, int chunk) {
        return new Share(chunk, count).take(values, batch);
    }

    /**
     * Puts a chunk's rows where they are in the batch.
     *
     * @param part   of the chunk, row by row
     * @param values [B × D], row by row; written to
     */
    void put(float[] part, int chunk, float[] values) {
        new Share(chunk, count).put(part, values, batch);
    }
}
