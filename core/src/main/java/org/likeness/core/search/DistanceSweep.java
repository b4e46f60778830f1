package org.likeness.core.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.likeness.core.concurrent.OrderedStripes;

/** Goes over the squared distances of all rows of one set to all rows of another, a row at a time, in threads, in O(N) memory a thread. */
public final class DistanceSweep {
    private static final int BLOCK = 16; // rows of distances at a time, as in Stripe

    private DistanceSweep() {}

    /**
     * Takes a row of distances.
     *
     * @param <S> what a thread collects in
     */
    @FunctionalInterface
    public interface Visitor<S> {
        /**
         * @param state     the thread's own
         * @param row       which
         * @param distances of the row to each column; valid until this returns
         */
        void visit(S state, int row, float[] distances);
    }

    /**
     * Visits each row once, in any order.
     *
     * @param rows    compared with the columns; possibly the same ones
     * @param columns at least one
     * @param threads that share the work, at least 1
     * @param state   made once for each thread that has work
     * @return the states, in any order
     * @throws IllegalArgumentException if the embeddings are of several lengths, or not finite
     */
    public static <S> List<S> over(
            EmbeddedPictures rows, EmbeddedPictures columns, int threads, Supplier<S> state, Visitor<S> visitor) {
        List<S> states = Collections.synchronizedList(new ArrayList<>());
        if (rows.size() == 0) {
            return states;
        }
        if (rows.embeddingSize() != columns.embeddingSize()) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "embeddings of %d and of %d numbers", rows.embeddingSize(), columns.embeddingSize()));
        }
        rows.requireFinite();
        if (columns != rows) {
            columns.requireFinite();
        }
        DistanceRows distances = new DistanceRows(rows.embeddings(), columns.embeddings(), columns.size());
        new OrderedStripes<>(
                        (rows.size() + BLOCK - 1) / BLOCK,
                        () -> {
                            S own = state.get();
                            states.add(own);
                            return new Worker<>(own, new float[BLOCK][columns.size()]);
                        },
                        (worker, index) -> {
                            int first = index * BLOCK;
                            int count = Math.min(BLOCK, rows.size() - first);
                            distances.fill(first, count, worker.block);
                            for (int row = 0; row < count; row++) {
                                visitor.visit(worker.state, first + row, worker.block[row]);
                            }
                        },
                        worker -> {})
                .run(threads);
        return states;
    }

    private static final class Worker<S> {
        private final S state;
        private final float[][] block;

        private Worker(S state, float[][] block) {
            this.state = state;
            this.block = block;
        }
    }
}
