package org.likeness.training.loss;

import java.util.Map;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.core.triplet.TripletObjective;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loader.BatchLabels;

/** The sum of the new encoder's own loss and one that makes its embeddings comparable with those of an old encoder. */
public final class CompatibleLoss implements BatchLoss {
    private final BatchLoss batchLoss;
    private final CompatibilityLoss compatibility;

    /**
     * @param recipe        has the kind of compatible training
     * @param batchLoss     the new encoder's own loss
     * @param harmonic      the loss of harmonic triplets
     * @param old           embeddings of the training pictures by the old encoder
     * @param people        in training
     * @param embeddingSize D of both encoders
     * @throws IllegalArgumentException if the recipe has no such kind
     */
    public CompatibleLoss(
            TrainingRecipe recipe,
            BatchLoss batchLoss,
            TripletObjective harmonic,
            OldEmbeddings old,
            int people,
            int embeddingSize) {
        this.batchLoss = batchLoss;
        this.compatibility = CompatibilityLoss.of(recipe, harmonic, old, people, embeddingSize);
    }

    @Override
    public LossResult of(float[] embeddings, BatchLabels batch) {
        return compatibility.addTo(batchLoss.of(embeddings, batch), embeddings, batch);
    }

    @Override
    public void learned(double learningRate) {
        batchLoss.learned(learningRate);
    }

    @Override
    public Map<String, TensorData> state() {
        return batchLoss.state();
    }

    @Override
    public void load(Map<String, TensorData> state) {
        batchLoss.load(state);
    }
}
