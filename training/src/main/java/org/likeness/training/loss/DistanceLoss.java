package org.likeness.training.loss;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loader.BatchLabels;

/** The loss on distances of the recipe, on the triplets or pairs of the batch and, with a cross-batch memory, of earlier batches. */
final class DistanceLoss implements BatchLoss {
    private final TrainingRecipe recipe;
    private final TripletObjective objective;
    private final EmbeddingQueue queue;
    private Optional<EmbeddedPictures> newest = Optional.empty();

    /**
     * @param recipe    gives memory and seed
     * @param objective on the distances of a batch
     */
    DistanceLoss(TrainingRecipe recipe, TripletObjective objective) {
        this.recipe = recipe;
        this.objective = objective;
        this.queue = new EmbeddingQueue(recipe.memory().embeddings());
    }

    @Override
    public LossResult of(float[] embeddings, BatchLabels batch) {
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
