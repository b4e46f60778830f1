package org.likeness.training.loss;

import java.util.Map;
import java.util.Optional;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.graph.TensorData;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.BatchLabels;

/** A loss of the embeddings of a batch, with its gradient. It may have state from step to step, which is part of checkpoints. */
public interface BatchLoss {
    /**
     * Makes the batch loss that a recipe asks for.
     *
     * @param objective     the loss on distances
     * @param people        in training, whom a softmax tells apart; at least 2 with one
     * @param embeddingSize D
     * @param group         ranks that see the same batches, and each have a part of the softmax's centers
     */
    static BatchLoss of(
            TrainingRecipe recipe, TripletObjective objective, int people, int embeddingSize, ProcessGroup group) {
        BatchLoss ofBatch = new DistanceLoss(recipe, objective);
        Optional<SoftmaxLoss> softmax = recipe.softmax().form() == SoftmaxSettings.Form.NONE
                ? Optional.empty()
                : Optional.of(new SoftmaxLoss(recipe, people, embeddingSize, group));
        return softmax.isEmpty() && recipe.loss().weight() == 1 ? ofBatch : new CombinedLoss(recipe, ofBatch, softmax);
    }

    /**
     * Looks at a batch. What is remembered stays as it was.
     *
     * @param embeddings [B × D], row by row
     * @param batch      whose they are
     * @throws ArithmeticException if a figure is not finite
     */
    LossResult of(float[] embeddings, BatchLabels batch);

    /**
     * Is told that the network has learned from what was taught last.
     *
     * @param learningRate that its weights were moved with
     */
    default void learned(double learningRate) {}

    /**
     * Whether what is remembered under a name is divided among the ranks: {@link #state} of rank 0 alone has it, and {@link #load} takes it from
     * there.
     */
    static boolean isDivided(String name) {
        return CombinedLoss.isOfSoftmax(name);
    }

    /** What is remembered, by name; copied out. Every rank calls it at the same time. */
    default Map<String, TensorData> state() {
        return Map.of();
    }

    /**
     * Overwrites what is remembered. Every rank calls it at the same time.
     *
     * @param state as {@link #state()} gives it
     * @throws org.likeness.core.LikenessException if it is another batch loss's
     */
    default void load(Map<String, TensorData> state) {}
}
