package org.likeness.spark.train;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.likeness.core.dataset.FaceDataset;
import org.likeness.core.dataset.JoinedDataset;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.shards.FaceSets;
import org.likeness.training.recipe.RecipeReader;

/**
 * A training of several ranks. All machines of the cluster see the sets, the start and the run's folder under these paths.
 *
 * @param ranks       each an executor of its own, at least 2
 * @param recipe      complete, in YAML
 * @param sets        the people to learn from
 * @param depth       folders that name a person, at least 1
 * @param start       an encoder's file; null for random weights
 * @param guard       people on whom the encoder must not lose what the start can do; null for none
 * @param acceptWorse whether an encoder is written that is not better than the start, or loses on the guard people
 * @param run         the run's folder
 * @param resume      whether the folder's run goes on
 */
public record TrainSettings(
        int ranks,
        String recipe,
        List<String> sets,
        int depth,
        @Nullable String start,
        @Nullable String guard,
        boolean acceptWorse,
        String run,
        boolean resume)
        implements Serializable {
    public TrainSettings {
        sets = new ArrayList<>(sets); // which can be sent, whatever list was given
    }

    /**
     * Opens the sets of the people to learn from.
     *
     * @throws org.likeness.core.LikenessException as {@link FaceSets#open} does
     */
    public FaceDataset people() {
        return JoinedDataset.of(sets.stream().map(this::people).toList());
    }

    FaceDataset people(String set) {
        return FaceSets.open(Path.of(set), depth, FaceSets.USUAL_THREADS).data();
    }

    TrainingRecipe parsedRecipe() {
        return RecipeReader.defaults().yaml(recipe, "the recipe").recipe();
    }

    Path folder() {
        return Path.of(run);
    }
}
