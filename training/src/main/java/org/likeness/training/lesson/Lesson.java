package org.likeness.training.lesson;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.feed.FeedBatch;

/** What the embeddings of a batch teach. It may remember things from step to step, which are then part of a checkpoint. */
public interface Lesson {
    /**
     * Makes the lesson that a recipe asks for.
     *
     * @param strategies    which triplets are learned from in each step, from 0
     * @param people        in training, whom a softmax tells apart; at least 2 with one
     * @param embeddingSize D
     * @param threads       that share the work, at least 1
     */
    static Lesson of(
            TrainingRecipe recipe, LongFunction<Strategy> strategies, int people, int embeddingSize, int threads) {
        Lesson ofBatch = new TripletLesson(recipe, strategies, threads);
        Optional<SoftmaxLesson> softmax = recipe.softmax().form() == SoftmaxSettings.Form.NONE
                ? Optional.empty()
                : Optional.of(new SoftmaxLesson(recipe, people, embeddingSize));
        return softmax.isEmpty() && recipe.loss().weight() == 1
                ? ofBatch
                : new CombinedLesson(recipe, ofBatch, softmax);
    }

    /**
     * Looks at a batch. What is remembered stays as it was.
     *
     * @param embeddings [B × D], row by row
     * @param batch      whose they are
     * @throws ArithmeticException if a figure is not finite
     */
    Taught of(float[] embeddings, FeedBatch batch);

    /**
     * Is told that the network has learned from what was taught last.
     *
     * @param learningRate that its weights were moved with
     */
    default void learned(double learningRate) {}

    /** What is remembered, by name; copied out. */
    default Map<String, TensorData> state() {
        return Map.of();
    }

    /**
     * Overwrites what is remembered.
     *
     * @param state as {@link #state()} gives it
     * @throws org.likeness.core.UserException if it is another lesson's
     */
    default void load(Map<String, TensorData> state) {}
}
