package org.likeness.training.loss;

import java.util.Map;
import org.likeness.core.recipe.CompatibilitySettings;
import org.likeness.training.distributed.ProcessGroup;
import org.likeness.training.loader.BatchLabels;

/**
 * The cross-entropy of new embeddings in the old classifier: a softmax of the cosines with the mean old embedding of each training person,
 * which do not change. (BCT, arXiv 2003.11942, §3.2: the influence loss.)
 */
final class InfluenceLoss implements CompatibilityLoss {
    private static final String ACCURACY = "oldClassifierAccuracy";

    private final double weight;
    private final MarginSoftmax softmax;
    private final float[] centers;

    /** @param centers of the old classifier, [C × D], row by row, in the order of the training people; all of them in each rank */
    InfluenceLoss(CompatibilitySettings.BackwardCompatible settings, float[] centers) {
        this.weight = settings.weight();
        this.softmax = new MarginSoftmax(SoftmaxMargin.NONE, settings.scale(), ProcessGroup.ALONE);
        this.centers = centers;
    }

    @Override
    public LossResult addTo(LossResult result, float[] embeddings, BatchLabels batch) {
        MarginSoftmax.Result influence = softmax.of(embeddings, centers, batch.labels());
        return result.plus(
                weight,
                influence.loss(),
                influence.gradient(),
                true,
                Map.of(LOSS, influence.loss(), ACCURACY, influence.accuracy()));
    }
}
