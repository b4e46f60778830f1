package org.likeness.core.triplet;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.likeness.core.concurrent.OrderedStripes;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.MiningSettings;
import org.likeness.core.search.DistanceRows;
import org.likeness.core.search.EmbeddedPictures;

/**
 * The loss of a batch and its gradient with respect to the embeddings: distances, mining, loss and backward pass in one pass over the
 * anchors. Losses on pairs differ from the triplet loss only in their {@link AnchorCost}.
 *
 * <p>Neither the [B, B] distances nor a list of triplets is stored: memory is O(threads · B · D). Stripes of anchors depend on B alone and
 * are summed in order, so that the result does not depend on the number of threads.
 *
 * <p>The anchors of a batch may also be compared with embeddings of earlier batches, which are constants: additional positives and
 * negatives without a backward pass. (Cross-batch memory, arXiv 1912.06798, §3.)
 *
 * <p>Dividing by the number of active triplets keeps the magnitude of the gradient when few triplets are active, late in training; dividing
 * by all of them would let it vanish. (FaceNet, arXiv 1503.03832, eq. 1–4; arXiv 1703.07737, §2.)
 */
public final class TripletObjective {
    private static final int STRIPES = 32; // at most: enough for the threads of a machine, few enough to add up quickly
    private static final int LEAST_ROWS = 64; // of a stripe, for which a thread is worth its while

    private final Costs costs;
    private final LossSettings settings;
    private final int threads;
    private final boolean constantAnchors;

    /** What a step costs: makes an {@link AnchorCost} for each thread. */
    @FunctionalInterface
    private interface Costs {
        Supplier<AnchorCost> of(EmbeddedPictures own, EmbeddedPictures others, long step, long seed);
    }

    /**
     * @param mining  which triplets
     * @param loss    what they cost
     * @param threads that share the work, at least 1
     */
    public TripletObjective(MiningSettings mining, LossSettings loss, int threads) {
        this(mining, mining::strategyAt, loss, threads);
    }

    /**
     * @param mining     mining settings, except the strategy
     * @param strategies of each step, from 0
     * @param loss       what they cost
     * @param threads    that share the work, at least 1
     */
    public TripletObjective(
            MiningSettings mining, LongFunction<MiningSettings.Strategy> strategies, LossSettings loss, int threads) {
        this(
                (own, others, step, seed) ->
                        () -> BuiltIn.cost(strategies.apply(step), mining, loss, own.size() + others.size()),
                loss,
                threads);
    }

    private TripletObjective(Costs costs, LossSettings loss, int threads) {
        this(costs, loss, threads, false);
    }

    /** @param constantAnchors whether the rows that do not learn are anchors, too */
    private TripletObjective(Costs costs, LossSettings loss, int threads, boolean constantAnchors) {
        if (threads < 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d threads: at least 1 is needed", threads));
        }
        this.costs = costs;
        this.settings = loss;
        this.threads = threads;
        this.constantAnchors = constantAnchors;
    }

    /**
     * The triplet loss of harmonic triplets: anchor, positive and negative mix the batch's rows with constant ones, the embeddings of the
     * same or other pictures by another encoder. Rows of both are anchors; positives and negatives are chosen among both, and triplets whose
     * three rows are of one encoder are left out. (FaceNet, arXiv 1503.03832, §7.)
     *
     * @param mining     mining settings, except the strategy
     * @param strategies of each step, from 0
     * @param loss       margin, form and reduction are taken
     * @param threads    that share the work, at least 1
     */
    public static TripletObjective ofHarmonicTriplets(
            MiningSettings mining, LongFunction<MiningSettings.Strategy> strategies, LossSettings loss, int threads) {
        TripletLoss cost = TripletLoss.of(loss);
        return new TripletObjective(
                (own, others, step, seed) -> () -> new MinedCost(
                        new HarmonicMiner(
                                BuiltIn.miner(strategies.apply(step), mining, (float) loss.margin()), own.size()),
                        cost),
                loss,
                threads,
                true);
    }

    /**
     * The triplet loss of the triplets that a miner chooses.
     *
     * @param loss    margin, form and reduction are taken
     * @param threads that share the work, at least 1
     */
    public static TripletObjective withMiner(TripletMiner miner, LossSettings loss, int threads) {
        TripletLoss cost = TripletLoss.of(loss);
        if (miner instanceof AnchorMiner ofAnchors) {
            return new TripletObjective(
                    (own, others, step, seed) -> () -> new MinedCost(ofAnchors, cost), loss, threads);
        }
        return new TripletObjective(
                (own, others, step, seed) -> {
                    Triplets triplets = miner.mine(BatchDistances.of(own, others), seed);
                    AnchorMiner listed = new ListedTriplets(triplets, own.size());
                    return () -> new MinedCost(listed, cost);
                },
                loss,
                threads);
    }

    /**
     * Another loss on distances.
     *
     * @param loss    the reduction is taken, and the margin for the statistics of the batch
     * @param threads that share the work, at least 1
     */
    public static TripletObjective withCost(AnchorCost cost, LossSettings loss, int threads) {
        return new TripletObjective((own, others, step, seed) -> () -> cost, loss, threads);
    }

    /**
     * What the triplets cost that are learned from, or the terms of another kind of loss: see {@link LossSettings.Reduction}.
     *
     * @param sum      J: the losses of all of them, added up
     * @param value    what is differentiated: J after the reduction
     * @param active   how many have a loss above 0
     * @param triplets how many there are
     */
    public record Cost(double sum, double value, long active, long triplets) {}

    public static final class Result {
        private final Cost cost;
        private final BatchStatistics statistics;
        private final double minedShare;
        private final float[] gradient;

        /**
         * @param cost       of the mined triplets, or of another kind's terms
         * @param statistics of all valid triplets
         * @param minedShare share of ordered anchor–positive pairs that were given a negative, or are learned from by another kind of loss, in
         *                   [0, 1]
         * @param gradient   ∂value/∂embeddings, [B × D], row by row
         */
        public Result(Cost cost, BatchStatistics statistics, double minedShare, float[] gradient) {
            this.cost = cost;
            this.statistics = statistics;
            this.minedShare = minedShare;
            this.gradient = gradient;
        }

        public Cost cost() {
            return cost;
        }

        public BatchStatistics statistics() {
            return statistics;
        }

        public double minedShare() {
            return minedShare;
        }

        public float[] gradient() {
            return gradient;
        }
    }

    /**
     * Goes through a batch.
     *
     * @param embeddings [B × D], row by row
     * @param labels     identity of each row, length B
     * @param step       from 0 on: decides the strategy where it changes in the course of a run
     * @param seed       of all draws
     * @throws IllegalArgumentException if the embeddings do not divide into B rows
     * @throws ArithmeticException if a distance is not finite
     */
    public Result of(float[] embeddings, int[] labels, long step, long seed) {
        BatchDistances.requireRows(embeddings, labels);
        return of(EmbeddedPictures.distinct(embeddings, labels), EmbeddedPictures.NONE, step, seed);
    }

    /**
     * Goes through a batch, with others to compare with.
     *
     * @param own    the batch's B rows: the anchors
     * @param others constant rows that anchors are compared with too, and that are anchors of harmonic triplets; what is counted and what is
     *               chosen from are both
     * @param step   from 0 on: decides the strategy where it changes in the course of a run
     * @param seed   of all draws
     * @return with the gradient of the batch's own rows
     * @throws IllegalArgumentException if the batch is empty, or the others' rows are of another length
     * @throws ArithmeticException if a distance is not finite
     */
    public Result of(EmbeddedPictures own, EmbeddedPictures others, long step, long seed) {
        BatchDistances.requireRows(own.embeddings(), own.labels());
        EmbeddedPictures all = EmbeddedPictures.joined(List.of(own, others));
        int batch = own.size();
        int anchors = constantAnchors ? all.size() : batch;
        Supplier<AnchorCost> ofThread = costs.of(own, others, step, seed);
        float[][] embeddingRows = rows(all.embeddings(), all.size());
        Stripe.Batch shared = new Stripe.Batch(embeddingRows, batch, new Identities(all), seed);
        DistanceRows distances = new DistanceRows(all.embeddings(), all.size());
        Totals totals = new Totals();
        EmbeddingGradient gradient = new EmbeddingGradient(embeddingRows, batch);
        int rows = Math.max(LEAST_ROWS, (anchors + STRIPES - 1) / STRIPES);
        new OrderedStripes<>(
                        (anchors + rows - 1) / rows,
                        () -> new Stripe(shared, distances, ofThread.get(), (float) settings.margin()),
                        (stripe, index) -> stripe.add(index * rows, Math.min(anchors, (index + 1) * rows)),
                        stripe -> stripe.moveTo(totals, gradient))
                .run(threads);
        double divisor = switch (settings.reduction()) {
            case MEAN_ACTIVE -> Math.max(totals.active(), 1);
            case MEAN -> Math.max(totals.triplets(), 1);
            case SUM -> 1;
        };
        return new Result(
                new Cost(totals.sum(), totals.sum() / divisor, totals.active(), totals.triplets()),
                totals.statistics(),
                totals.minedShare(),
                gradient.dividedBy(divisor));
    }

    private static float[][] rows(float[] values, int batch) {
        int length = values.length / batch;
        float[][] rows = new float[batch][];
        for (int row = 0; row < batch; row++) {
            rows[row] = Arrays.copyOfRange(values, row * length, (row + 1) * length);
        }
        return rows;
    }
}
