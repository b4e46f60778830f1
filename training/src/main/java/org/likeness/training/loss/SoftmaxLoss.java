package org.likeness.training.loss;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.BatchLabels;

/**
 * Classification of the training people: a softmax with a margin, over the people of the batch and a random share of the others, who are the same
 * in all ranks. Each rank has a part of the centers.
 */
final class SoftmaxLoss {
    private final SoftmaxSettings settings;
    private final long seed;
    private final double peak;
    private final MarginSoftmax softmax;
    private final ClassCenters centers;
    private Optional<Move> next = Optional.empty();

    /**
     * @param people        in training, at least 2
     * @param embeddingSize D
     * @param group         ranks among which the centers are divided
     */
    SoftmaxLoss(TrainingRecipe recipe, int people, int embeddingSize, ProcessGroup group) {
        this.settings = recipe.softmax();
        this.seed = recipe.seed();
        this.peak = recipe.optimizer().learningRate();
        this.softmax = new MarginSoftmax(settings, group);
        this.centers = new ClassCenters(people, embeddingSize, DrawSeed.CENTERS.generator(seed), group);
    }

    /** What this rank's centers would learn from the batch that was looked at last. */
    private static final class Move {
        private final int[] which;
        private final float[] gradient;

        private Move(int[] which, float[] gradient) {
            this.which = which;
            this.gradient = gradient;
        }

        public int[] which() {
            return which;
        }

        public float[] gradient() {
            return gradient;
        }
    }

    /**
     * Looks at a batch; the centers stay where they are.
     *
     * @param embeddings of length 1, [B × D], row by row; the same in all ranks
     * @param batch      whose they are: labels are places in the list of the training people
     * @throws ArithmeticException in all ranks, if the loss is not finite
     */
    MarginSoftmax.Result of(float[] embeddings, BatchLabels batch) {
        int[] drawn = ClassSampler.draw(
                centers.classes(), batch.labels(), settings.share(), DrawSeed.CLASSES.generator(seed, batch.step()));
        int[] which = centers.here(drawn);
        int[] own = Arrays.stream(batch.labels())
                .map(label -> Arrays.binarySearch(which, label)) // negative if another rank has it
                .toArray();
        MarginSoftmax.Result result = softmax.of(embeddings, centers.of(which), own);
        next = Optional.of(new Move(which, result.gradientOfCenters()));
        return result;
    }

    /**
     * Moves the centers that took part in the last look, if there was one since the last move. They learn from the loss without its
     * weight: that is for what is shared with another loss.
     *
     * @param learningRate that the network's weights were moved with
     */
    void learned(double learningRate) {
        double rate = settings.learningRate() * learningRate / peak;
        next.ifPresent(move -> centers.move(move.which(), move.gradient(), rate, settings.momentum()));
        next = Optional.empty();
    }

    /** See {@link ClassCenters#state()}. */
    Map<String, TensorData> state() {
        return centers.state();
    }

    /** See {@link ClassCenters#load}. */
    void load(Map<String, TensorData> state) {
        centers.load(state);
    }
}
