package org.likeness.training;

import java.util.BitSet;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.BatchStatistics;
import org.likeness.core.triplet.DistanceMatrix;
import org.likeness.core.triplet.TripletLoss;
import org.likeness.core.triplet.TripletMiner;
import org.likeness.core.triplet.TripletMiners;
import org.likeness.core.triplet.Triplets;
import org.likeness.training.feed.DrawSeed;
import org.likeness.training.feed.FeedBatch;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.optimizer.LearningRateSchedule;
import org.likeness.training.optimizer.Optimizer;

/**
 * One step: embeddings of a batch, their distances, triplets, their cost, the way back, and the weights moved. Only the embeddings know of
 * chunks; triplets are mined from the whole batch.
 */
public final class TrainingStep {
    private final TrainingRecipe recipe;
    private final TrainableGraph graph;
    private final Optimizer optimizer;
    private final LearningRateSchedule schedule;
    private final FineTuningStages stages;
    private final TripletMiner miner;
    private final TripletLoss loss;
    private final float margin;

    /**
     * @param recipe    chunk, miner, loss, clipping and the schedule of the learning rate are read from it
     * @param graph     what learns; it must outlive the step, as must the optimizer
     * @param optimizer of the graph's parameters
     */
    public TrainingStep(TrainingRecipe recipe, TrainableGraph graph, Optimizer optimizer) {
        this(recipe, graph, optimizer, FineTuningStages.none(graph.parameters().keySet()));
    }

    /** @param stages which parameters learn when */
    TrainingStep(TrainingRecipe recipe, TrainableGraph graph, Optimizer optimizer, FineTuningStages stages) {
        this.stages = stages;
        this.recipe = recipe;
        this.graph = graph;
        this.optimizer = optimizer;
        this.schedule = LearningRateSchedule.of(recipe);
        this.miner = TripletMiners.of(recipe.mining());
        this.loss = new TripletLoss(recipe.loss());
        this.margin = (float) recipe.loss().margin();
    }

    /**
     * What was learnt, as far as the step itself knows.
     *
     * @param cost         of the mined triplets
     * @param statistics   of the batch
     * @param minedShare   share of ordered anchor–positive pairs that were given a negative
     * @param learningRate that the weights were moved with
     * @param gradientNorm before clipping; 0 where there was nothing to learn
     */
    public record Outcome(
            TripletLoss.Cost cost,
            BatchStatistics statistics,
            double minedShare,
            double learningRate,
            double gradientNorm) {}

    /**
     * Takes a step.
     *
     * @param batch of the graph's input size
     * @throws org.likeness.core.UserException if distances or gradient are not finite; the weights are then as they were before
     */
    public Outcome take(FeedBatch batch) {
        FineTuningStages.Stage stage = stages.at(batch.step());
        if (stages.begins(batch.step())) {
            optimizer.restart();
        }
        graph.learn(stage.learning());
        optimizer.zeroGradients();
        double rate = stage.learningRate() * schedule.at(batch.step());
        try (BatchPass pass = new BatchPass(graph, batch, recipe.sampling().chunk(), recipe.seed())) {
            Lesson lesson = lesson(pass.embeddings(), batch.labels(), batch.step(), rate);
            double norm = 0;
            if (lesson.cost().active() > 0) {
                pass.backward(lesson.gradient());
                norm = optimizer.clipGradients(largestNorm());
                if (!Double.isFinite(norm)) {
                    throw new DivergedException(batch.step() + 1, "the gradient's norm is %s".formatted(norm), rate);
                }
                optimizer.step(rate);
            }
            return new Outcome(lesson.cost(), lesson.statistics(), lesson.minedShare(), rate, norm);
        }
    }

    /**
     * What embeddings teach, without a network.
     *
     * @param gradient ∂cost/∂embeddings, [B × D]
     */
    private record Lesson(TripletLoss.Cost cost, BatchStatistics statistics, double minedShare, float[] gradient) {}

    private Lesson lesson(float[] embeddings, int[] labels, long step, double rate) {
        DistanceMatrix distances = DistanceMatrix.of(embeddings, labels.length);
        requireFinite(step, distances, rate);
        BatchStatistics statistics = BatchStatistics.of(distances, labels, margin);
        Triplets triplets = miner.mine(distances, labels, margin, DrawSeed.MINING.generator(recipe.seed(), step));
        TripletLoss.Cost cost = loss.of(distances, triplets);
        float[] gradient = TripletLoss.gradient(embeddings, cost.distanceGradient());
        return new Lesson(cost, statistics, minedShare(triplets, labels.length, statistics), gradient);
    }

    private double largestNorm() {
        double clipping = recipe.optimizer().gradientClipping();
        return clipping > 0 ? clipping : Double.POSITIVE_INFINITY;
    }

    private static void requireFinite(long step, DistanceMatrix distances, double rate) {
        for (float distance : distances.values()) {
            if (!Float.isFinite(distance)) {
                throw new DivergedException(step + 1, "a distance of the batch is %s".formatted(distance), rate);
            }
        }
    }

    private static double minedShare(Triplets triplets, int batch, BatchStatistics statistics) {
        BitSet pairs = new BitSet(batch * batch);
        for (int t = 0; t < triplets.size(); t++) {
            pairs.set(triplets.anchors()[t] * batch + triplets.positives()[t]);
        }
        return statistics.positivePairs() == 0 ? 0 : (double) pairs.cardinality() / statistics.positivePairs();
    }
}
