package org.likeness.training.loss;

import java.util.Map;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.training.loader.BatchLabels;

/**
 * The mean of d(new, old) over the pictures of a batch: the embedding of a picture, as it was augmented, and that of the same picture by the
 * old encoder, without augmentation. (FitNets, arXiv 1412.6550, §2.2: the loss of hints, at the embedding.)
 */
final class Distillation implements CompatibilityLoss {
    private final double weight;
    private final OldEmbeddings old;

    Distillation(CompatibilitySettings.Distillation settings, OldEmbeddings old) {
        this.weight = settings.weight();
        this.old = old;
    }

    @Override
    public LossResult addTo(LossResult result, float[] embeddings, BatchLabels batch) {
        float[] targets = old.of(batch.pictures(), embeddings.length / batch.size());
        float[] gradient = new float[embeddings.length];
        double sum = 0;
        for (int i = 0; i < embeddings.length; i++) {
            double difference = (double) embeddings[i] - targets[i];
            sum += difference * difference;
            gradient[i] = (float) (2 * difference / batch.size());
        }
        double mean = sum / batch.size();
        if (!Double.isFinite(mean)) {
            throw new ArithmeticException("the mean distance from the old embeddings is " + mean);
        }
        return result.plus(weight, mean, gradient, true, Map.of(LOSS, mean));
    }
}
