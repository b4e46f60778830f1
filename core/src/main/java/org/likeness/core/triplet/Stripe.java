package org.likeness.core.triplet;

import org.likeness.core.search.DistanceRows;

/** The working memory of a thread for a stripe of anchors: rows of distances, and the gradient of their cost. */
final class Stripe {
    private static final int BLOCK = 16; // rows of distances at a time: each read of the embeddings serves them all

    private final Batch batch;
    private final DistanceRows distances;
    private final AnchorCost cost;
    private final float margin;
    private final Anchor anchor;
    private final float[][] block;
    private final DistanceGradients gradients;
    private final EmbeddingGradient gradient;
    private Totals totals = new Totals();

    /**
     * What all stripes share.
     */
    static final class Batch {
        private final float[][] embeddings;
        private final int learning;
        private final Identities identities;
        private final long seed;

        /**
         * @param embeddings [N, D], the batch's B rows first
         * @param learning   B: of these rows the gradient is wanted
         * @param seed       of all draws
         */
        Batch(float[][] embeddings, int learning, Identities identities, long seed) {
            this.embeddings = embeddings;
            this.learning = learning;
            this.identities = identities;
            this.seed = seed;
        }

        float[][] embeddings() {
            return embeddings;
        }

        int learning() {
            return learning;
        }

        Identities identities() {
            return identities;
        }

        long seed() {
            return seed;
        }

        int size() {
            return identities.size();
        }
    }

    Stripe(Batch batch, DistanceRows distances, AnchorCost cost, float margin) {
        this.batch = batch;
        this.distances = distances;
        this.cost = cost;
        this.margin = margin;
        this.anchor = new Anchor(batch.identities(), batch.embeddings()[0].length);
        this.block = new float[BLOCK][batch.size()];
        this.gradients = new DistanceGradients(batch.size());
        this.gradient = new EmbeddingGradient(batch.embeddings(), batch.learning());
    }

    /**
     * Adds the anchors from {@code first} to before {@code last}.
     *
     * @throws ArithmeticException if a distance is not finite
     */
    void add(int first, int last) {
        for (int top = first; top < last; top += BLOCK) {
            int rows = Math.min(BLOCK, last - top);
            distances.fill(top, rows, block);
            for (int row = 0; row < rows; row += DistanceGradients.GROUP) {
                addGroup(top, row, Math.min(DistanceGradients.GROUP, rows - row));
            }
        }
    }

    private void addGroup(int top, int row, int anchors) {
        gradients.clear();
        for (int a = 0; a < anchors; a++) {
            int anchorRow = top + row + a;
            gradients.of(a);
            anchor.load(anchorRow, block[row + a]);
            totals.see(anchor, margin);
            cost.add(anchor, Anchor.draws(batch.seed(), anchorRow), totals, gradients);
        }
        gradient.add(top + row, anchors, gradients);
    }

    /** Hands all over that has been added, and is empty again. */
    void moveTo(Totals allTotals, EmbeddingGradient allGradient) {
        allTotals.add(totals);
        allGradient.take(gradient);
        totals = new Totals();
    }
}
