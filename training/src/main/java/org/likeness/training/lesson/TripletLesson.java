package org.likeness.training.lesson;

import java.util.TreeMap;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.feed.DrawSeed;
import org.likeness.training.feed.FeedBatch;

/** Triplets of the batch, mined and costed as the recipe says. */
public final class TripletLesson implements Lesson {
    private final TripletObjective objective;
    private final long seed;

    /**
     * @param recipe  gives miner, loss and seed
     * @param threads that share the work, at least 1
     */
    public TripletLesson(TrainingRecipe recipe, int threads) {
        this.objective = new TripletObjective(recipe.mining(), recipe.loss(), threads);
        this.seed = recipe.seed();
    }

    @Override
    public Taught of(float[] embeddings, FeedBatch batch) {
        TripletObjective.Result result =
                objective.of(embeddings, batch.labels(), batch.step(), DrawSeed.MINING.at(seed, batch.step()));
        return new Taught(
                result.cost().value(),
                result.cost().sum(),
                result.cost().active() > 0,
                result.statistics(),
                result.minedShare(),
                result.gradient(),
                new TreeMap<>());
    }
}
