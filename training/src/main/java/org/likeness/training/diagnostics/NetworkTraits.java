package org.likeness.training.diagnostics;

import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.TrainingRecipe;

/**
 * The properties of the trained network: those of the recipe if training starts from random weights, else those of the encoder.
 *
 * @param embeddingSize D
 * @param normalized    whether embeddings are normalized to length 1
 * @param lacksNorm     whether network.batchNormBeforeSphere=true would change it
 */
public record NetworkTraits(int embeddingSize, boolean normalized, boolean lacksNorm) {
    /** Of a network of random weights. */
    public static NetworkTraits of(TrainingRecipe recipe) {
        return new NetworkTraits(
                recipe.network().embeddingSize(),
                recipe.network().normalized(),
                !recipe.network().batchNormBeforeSphere());
    }

    /** Of an encoder that training begins with. */
    public static NetworkTraits of(EncoderSpec spec) {
        return new NetworkTraits(spec.embeddingSize(), spec.normalized(), false);
    }
}
