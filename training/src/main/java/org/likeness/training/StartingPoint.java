package org.likeness.training;

import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.ColourOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalisation;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.training.feed.DrawSeed;

/** The encoder of random weights that a recipe describes. */
final class StartingPoint {
    private StartingPoint() {}

    static EncoderModel of(TrainingRecipe recipe) {
        NetworkSettings settings = recipe.network();
        NewNetwork network =
                Architecture.named(settings.architecture()).build(settings, DrawSeed.WEIGHTS.generator(recipe.seed()));
        EncoderSpec spec = new EncoderSpec(
                settings.inputSize(),
                settings.inputSize(),
                ColourOrder.RGB,
                Normalisation.MOBILE_FACE_NET,
                recipe.data().crop(),
                settings.embeddingSize(),
                Distance.SQUARED_EUCLIDEAN,
                settings.normalised(),
                "",
                "trained from random weights by likeness",
                Map.of(),
                Optional.empty());
        return EncoderModel.of(network.graph(), spec, network.trainable());
    }
}
