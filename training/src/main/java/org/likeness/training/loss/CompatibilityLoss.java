package org.likeness.training.loss;

import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.loader.BatchLabels;

/** A loss that makes new embeddings comparable with old ones, beside the loss of the new encoder itself. It has no state. */
interface CompatibilityLoss {
    /** The metric of the loss, unweighted. */
    String LOSS = "compatibilityLoss";

    /**
     * The loss that a recipe asks for.
     *
     * @param harmonic      the loss of harmonic triplets
     * @param old           embeddings of the training pictures by the old encoder
     * @param people        in training
     * @param embeddingSize D of both encoders
     * @throws IllegalArgumentException if the recipe has none
     */
    static CompatibilityLoss of(
            TrainingRecipe recipe, TripletObjective harmonic, OldEmbeddings old, int people, int embeddingSize) {
        return switch (recipe.compatibility().kind()) {
            case NONE -> throw new IllegalArgumentException("compatibility.kind is none");
            case HARMONIC_TRIPLETS -> new HarmonicTriplets(recipe, harmonic, old);
            case BACKWARD_COMPATIBLE ->
                new InfluenceLoss(recipe.compatibility().backwardCompatible(), old.classCenters(people, embeddingSize));
            case DISTILLATION -> new Distillation(recipe.compatibility().distillation(), old);
        };
    }

    /**
     * Adds the loss of a batch to another one.
     *
     * @param result     of the new encoder's own loss
     * @param embeddings of length 1, [B × D], row by row
     * @param batch      whose they are
     * @throws ArithmeticException if a figure is not finite
     */
    LossResult addTo(LossResult result, float[] embeddings, BatchLabels batch);
}
