package org.likeness.training.loss;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.MiningSettings.Strategy;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loader.LoadedBatch;

/** The loss on distances of the recipe, on the triplets or pairs of the batch and, with a cross-batch memory, of earlier batches. */
public final class DistanceLoss implements BatchLoss {
    private final TrainingRecipe recipe;
    private final TripletObjective objective;
    private final EmbeddingQueue queue;
    private Optional<EmbeddedPictures> newest = Optional.empty();

    /**
     * @param recipe  gives miner, loss, memory and seed
     * @param threads that share the work, at least 1
     */
    public DistanceLoss(TrainingRecipe recipe, int threads) {
        this(recipe, recipe.mining()::strategyAt, threads);
    }

    /**
     * @param recipe     gives miner, loss, memory and seed
     * @param strategies of each step, from 0, in the recipe's place
     * @param threads    that share the work, at least 1
     */
    public DistanceLoss(TrainingRecipe recipe, LongFunction<Strategy> strategies, int threads) {
        this.recipe = recipe;
        this.objective = new TripletObjective(recipe.mining(), strategies, recipe.loss(), threads);
        this.queue = new EmbeddingQueue(recipe.memory().embeddings());
    }

    @Override
    public LossResult of(float[] embeddings, LoadedBatch batch) {
        EmbeddedPictures own = new EmbeddedPictures(embeddings, batch.labels(), batch.pictures());
        newest = Optional.of(own);
        TripletObjective.Result result = objective.of(
                own,
                batch.step() < recipe.memory().fromStep() ? EmbeddedPictures.NONE : queue.all(),
                batch.step(),
                DrawSeed.MINING.at(recipe.seed(), batch.step()));
        return new LossResult(
                result.cost().value(),
                result.cost().sum(),
                result.cost().active() > 0,
                result.statistics(),
                result.minedShare(),
                result.gradient(),
                new TreeMap<>());
    }

    @Override
    public void learned(double learningRate) {
        newest.ifPresent(queue::add);
        newest = Optional.empty();
    }

    @Override
    public Map<String, TensorData> state() {
        return recipe.memory().embeddings() > 0 ? queue.state() : Map.of();
    }

    @Override
    public void load(Map<String, TensorData> state) {
        if (recipe.memory().embeddings() > 0) {
            queue.load(state);
        }
    }
}
