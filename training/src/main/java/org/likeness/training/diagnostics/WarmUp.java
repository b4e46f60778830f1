package org.likeness.training.diagnostics;

import org.likeness.core.recipe.TrainingRecipe;

/** The length of the warm-up of a run. */
final class WarmUp {
    private WarmUp() {}

    /** Steps until both the learning rate and the choice of triplets are what the recipe wants in the long run. */
    static long steps(TrainingRecipe recipe) {
        long rate = (long) Math.ceil(recipe.schedule().warmUp() * recipe.run().steps());
        return Math.max(rate, recipe.mining().warmUpSteps());
    }
}
