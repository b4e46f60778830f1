package org.likeness.training.diagnostics;

import org.likeness.core.embedding.EncoderSpec;
import org.likeness.core.recipe.TrainingRecipe;

/**
 * What there is to know of the network that a run trains: the recipe's where it begins with random weights, else the encoder's, of which
 * the recipe says nothing.
 *
 * @param embeddingSize D
 * @param normalized    whether embeddings are put on the unit sphere
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
