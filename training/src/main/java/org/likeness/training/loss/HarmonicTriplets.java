package org.likeness.training.loss;

import java.util.Arrays;
import java.util.Map;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.search.EmbeddedPictures;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.training.loader.BatchLabels;

/**
 * The triplet loss of triplets that mix the new embeddings of a batch with the old embeddings of the same pictures. The old and the new
 * embedding of one picture are anchor and positive, too. (FaceNet, arXiv 1503.03832, §7: harmonic embeddings.)
 */
final class HarmonicTriplets implements CompatibilityLoss {
    private final TrainingRecipe recipe;
    private final TripletObjective objective;
    private final OldEmbeddings old;

    /** @param objective {@linkplain TripletObjective#ofHarmonicTriplets of harmonic triplets} */
    HarmonicTriplets(TrainingRecipe recipe, TripletObjective objective, OldEmbeddings old) {
        this.recipe = recipe;
        this.objective = objective;
        this.old = old;
    }

    @Override
    public LossResult addTo(LossResult result, float[] embeddings, BatchLabels batch) {
        int[] others =
                Arrays.stream(batch.pictures()).map(picture -> -1 - picture).toArray(); // none of the batch's
        TripletObjective.Result harmonic = objective.of(
                new EmbeddedPictures(embeddings, batch.labels(), batch.pictures()),
                new EmbeddedPictures(
                        old.of(batch.pictures(), embeddings.length / batch.size()), batch.labels(), others),
                batch.step(),
                DrawSeed.HARMONIC_MINING.at(recipe.seed(), batch.step()));
        return result.plus(
                recipe.compatibility().harmonicTriplets().weight(),
                harmonic.cost().value(),
                harmonic.gradient(),
                harmonic.cost().active() > 0,
                Map.of(LOSS, harmonic.cost().value()));
    }
}
