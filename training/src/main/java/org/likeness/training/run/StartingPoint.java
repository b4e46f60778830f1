package org.likeness.training.run;

import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.ColorOrder;
import org.likeness.core.embedding.Distance;
import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.embedding.Normalization;
import org.likeness.core.image.Border;
import org.likeness.core.random.DrawSeed;
import org.likeness.core.recipe.NetworkSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.EncoderModel;
import org.likeness.model.architecture.Architecture;
import org.likeness.model.architecture.NewNetwork;
import org.likeness.model.importing.NewHead;
import org.likeness.training.diagnostics.NetworkTraits;

/**
 * The initial network of a run, according to its recipe.
 *
 * @param encoder its network and weights before the first step
 * @param random  whether the weights are drawn; false for an encoder that was trained before
 */
public record StartingPoint(EncoderModel encoder, boolean random) {
    static StartingPoint of(TrainingRecipe recipe, Optional<EncoderModel> earlier) {
        return earlier.map(encoder -> of(recipe, encoder)).orElseGet(() -> of(recipe));
    }

    /** An encoder that was trained before, with a new head if {@code fineTuning.newHead} is not 0. */
    public static StartingPoint of(TrainingRecipe recipe, EncoderModel encoder) {
        int newHead = recipe.fineTuning().newHead();
        return new StartingPoint(
                newHead == 0 ? encoder : NewHead.of(encoder, newHead, DrawSeed.WEIGHTS.generator(recipe.seed())),
                false);
    }

    /** The recipe's architecture with random weights. */
    public static StartingPoint of(TrainingRecipe recipe) {
        NetworkSettings settings = recipe.network();
        NewNetwork network =
                Architecture.named(settings.architecture()).build(settings, DrawSeed.WEIGHTS.generator(recipe.seed()));
        EncoderSpec spec = new EncoderSpec(
                settings.inputSize(),
                settings.inputSize(),
                ColorOrder.RGB,
                Normalization.MOBILE_FACE_NET,
                recipe.data().crop(),
                Border.BLACK,
                settings.embeddingSize(),
                Distance.SQUARED_EUCLIDEAN,
                settings.normalized(),
                "",
                "trained from random weights by likeness",
                Map.of(),
                Optional.empty());
        return new StartingPoint(EncoderModel.of(network.graph(), spec, network.trainable()), true);
    }

    /** As checkpoints and provenance name it. */
    String description() {
        return random ? "random weights" : "encoder " + encoder.space();
    }

    NetworkTraits traits(TrainingRecipe recipe) {
        return random ? NetworkTraits.of(recipe) : NetworkTraits.of(encoder.spec());
    }
}
