package org.likeness.training.run;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.distributed.TensorSums;
import org.likeness.training.graph.TrainableGraph;
import org.likeness.training.libtorch.Libtorch;
import org.likeness.training.loader.BatchLabels;
import org.likeness.training.loader.LoadedBatch;
import org.likeness.training.loss.BatchLoss;
import org.likeness.training.loss.LossResult;
import org.likeness.training.optimizer.LearningRateSchedule;
import org.likeness.training.optimizer.Optimizer;

/**
 * One step: embeddings of a batch, distances, mining, loss, backward pass and update. Only the embeddings depend on chunks and ranks; triplets
 * are mined from the whole batch, in each rank alike.
 */
public final class TrainingStep {
    private final TrainingRecipe recipe;
    private final TrainableGraph graph;
    private final Optimizer optimizer;
    private final LearningRateSchedule schedule;
    private final FineTuningStages stages;
    private final BatchLoss batchLoss;
    private final ProcessGroup group;

    /**
     * @param recipe    chunk, miner, loss, clipping and the schedule of the learning rate are read from it
     * @param graph     what learns; it must outlive the step, as must the optimizer
     * @param optimizer of the graph's parameters
     * @throws IllegalArgumentException if the recipe has a softmax: only a {@code Trainer} knows its people
     */
    public TrainingStep(TrainingRecipe recipe, TrainableGraph graph, Optimizer optimizer) {
        this(
                recipe,
                graph,
                optimizer,
                BatchLoss.of(
                        recipe,
                        CustomParts.NONE.objective(recipe, recipe.mining()::strategyAt, Libtorch.threads()),
                        0,
                        0,
                        ProcessGroup.ALONE),
                FineTuningStages.none(graph.parameters().keySet()),
                ProcessGroup.ALONE);
    }

    /**
     * @param batchLoss what embeddings teach
     * @param stages which parameters learn when
     * @param group  ranks that take the step together, each with its share of the batch
     */
    TrainingStep(
            TrainingRecipe recipe,
            TrainableGraph graph,
            Optimizer optimizer,
            BatchLoss batchLoss,
            FineTuningStages stages,
            ProcessGroup group) {
        this.group = group;
        this.batchLoss = batchLoss;
        this.stages = stages;
        this.recipe = recipe;
        this.graph = graph;
        this.optimizer = optimizer;
        this.schedule = LearningRateSchedule.of(recipe);
    }

    /**
     * What was learned, as far as the step itself knows.
     *
     * @param lossResult   of the batch
     * @param learningRate that the weights were moved with
     * @param gradientNorm before clipping; 0 where there was nothing to learn
     * @param pictures     in the batch, of all ranks
     */
    public record Outcome(LossResult lossResult, double learningRate, double gradientNorm, int pictures) {}

    /**
     * Takes a step.
     *
     * @param batch of the graph's input size; this rank's share
     * @throws org.likeness.core.LikenessException if distances or gradient are not finite; the weights are then as they were before
     */
    public Outcome take(LoadedBatch batch) {
        FineTuningStages.Stage stage = stages.at(batch.step());
        if (stages.begins(batch.step())) {
            optimizer.restart();
        }
        graph.learn(stage.learning());
        optimizer.zeroGradients();
        double rate = stage.learningRate() * schedule.at(batch.step());
        try (BatchPass pass = new BatchPass(graph, batch, chunks(batch.size()), recipe.seed(), group.share())) {
            JointBatch joint = JointBatch.of(group, pass.embeddings(), batch.labels());
            LossResult lossResult = lossResult(joint.embeddings(), joint.labels(), rate);
            double norm = 0;
            if (lossResult.hasGradient()) {
                backward(pass, joint.own(lossResult.gradient()));
                norm = optimizer.clipGradients(largestNorm());
                if (!Double.isFinite(norm)) {
                    throw new DivergedException(
                            batch.step() + 1, String.format(Locale.ROOT, "the gradient's norm is %s", norm), rate);
                }
                optimizer.step(rate);
            }
            if (graph.updatesStatistics() && !graph.hasJointStatistics()) { // each rank's rows are a chunk of their own
                averageStatistics();
            }
            batchLoss.learned(rate);
            return new Outcome(lossResult, rate, norm, joint.labels().size());
        }
    }

    /** Gradients of this rank's rows, summed with those of the others while the next ones are computed. */
    private void backward(BatchPass pass, float[] gradientOfEmbeddings) {
        try (TensorSums sums = TensorSums.of(group)) {
            pass.backward(gradientOfEmbeddings, parameter -> sums.add(parameter.grad()));
            sums.finish();
        }
    }

    private void averageStatistics() {
        try (TensorSums means = TensorSums.means(group)) {
            graph.buffers().values().forEach(means::add);
            means.finish();
        }
    }

    /** How this rank's rows are divided: with joint statistics, each rank has as many chunks, as all take part in each. */
    private Chunks chunks(int rows) {
        Chunks own = Chunks.of(rows, recipe.sampling().chunk());
        if (!graph.hasJointStatistics() || recipe.sampling().chunk() == 0) {
            return own;
        }
        byte[] count = ByteBuffer.allocate(Integer.BYTES).putInt(own.count()).array();
        return new Chunks(
                rows,
                Arrays.stream(group.gather(count))
                        .mapToInt(other -> ByteBuffer.wrap(other).getInt())
                        .max()
                        .orElseThrow());
    }

    /** What embeddings teach, without a network. */
    private LossResult lossResult(float[] embeddings, BatchLabels batch, double rate) {
        try {
            return batchLoss.of(embeddings, batch);
        } catch (ArithmeticException e) {
            throw new DivergedException(batch.step() + 1, String.valueOf(e.getMessage()), rate);
        }
    }

    private double largestNorm() {
        double clipping = recipe.optimizer().gradientClipping();
        return clipping > 0 ? clipping : Double.POSITIVE_INFINITY;
    }
}
