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

/** What a run begins with, as its recipe describes it. */
public final class StartingPoint {
    private StartingPoint() {}

    /** An encoder that was trained before, with a new head where one is asked for. */
    public static EncoderModel of(TrainingRecipe recipe, EncoderModel encoder) {
        int newHead = recipe.fineTuning().newHead();
        return newHead == 0 ? encoder : NewHead.of(encoder, newHead, DrawSeed.WEIGHTS.generator(recipe.seed()));
    }

    /** An encoder of random weights. */
    public static EncoderModel of(TrainingRecipe recipe) {
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
        return EncoderModel.of(network.graph(), spec, network.trainable());
    }
}
