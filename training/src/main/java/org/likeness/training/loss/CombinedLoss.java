package org.likeness.training.loss;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.loader.BatchLabels;

/**
 * The weighted sum of the loss on distances and the softmax loss, each in its range of steps. The metrics of the batch are computed in
 * every step, because they cost little.
 */
final class CombinedLoss implements BatchLoss {
    private static final String SOFTMAX = "softmax/";

    private final LossSettings loss;
    private final SoftmaxSettings settings;
    private final BatchLoss batchLoss;
    private final Optional<SoftmaxLoss> softmax;

    /**
     * @param batchLoss what the batch's distances teach; its names in a checkpoint must not begin with {@code softmax/}
     * @param softmax     if the recipe has one
     */
    CombinedLoss(TrainingRecipe recipe, BatchLoss batchLoss, Optional<SoftmaxLoss> softmax) {
        this.loss = recipe.loss();
        this.settings = recipe.softmax();
        this.batchLoss = batchLoss;
        this.softmax = softmax;
    }

    /** Whether a name in a checkpoint is one of the softmax. */
    static boolean isOfSoftmax(String name) {
        return name.startsWith(SOFTMAX);
    }

    @Override
    public LossResult of(float[] embeddings, BatchLabels batch) {
        LossResult ofBatch = batchLoss.of(embeddings, batch);
        Optional<MarginSoftmax.Result> ofSoftmax = softmax.filter(batchLoss -> settings.isActiveAt(batch.step()))
                .map(batchLoss -> batchLoss.of(embeddings, batch));
        boolean hasGradient = loss.isActiveAt(batch.step()) && ofBatch.hasGradient();
        double weight = loss.isActiveAt(batch.step()) ? loss.weight() : 0;
        float[] gradient = new float[embeddings.length];
        LossResult.add(gradient, ofBatch.gradient(), weight);
        ofSoftmax.ifPresent(result -> LossResult.add(gradient, result.gradient(), settings.weight()));
        return new LossResult(
                weight * ofBatch.value()
                        + ofSoftmax
                                .map(result -> settings.weight() * result.loss())
                                .orElse(0.0),
                ofBatch.cost(),
                hasGradient || ofSoftmax.isPresent(),
                ofBatch.statistics(),
                ofBatch.minedShare(),
                gradient,
                further(ofBatch, ofSoftmax));
    }

    private static SortedMap<String, Double> further(LossResult ofBatch, Optional<MarginSoftmax.Result> ofSoftmax) {
        SortedMap<String, Double> further = new TreeMap<>(ofBatch.further());
        further.put("batchLoss", ofBatch.value());
        ofSoftmax.ifPresent(result -> {
            further.put("softmaxLoss", result.loss());
            further.put("softmaxAccuracy", result.accuracy());
        });
        return further;
    }

    @Override
    public void learned(double learningRate) {
        batchLoss.learned(learningRate);
        softmax.ifPresent(batchLoss -> batchLoss.learned(learningRate));
    }

    @Override
    public Map<String, TensorData> state() {
        Map<String, TensorData> state = new HashMap<>(batchLoss.state());
        softmax.ifPresent(batchLoss -> batchLoss.state().forEach((name, data) -> state.put(SOFTMAX + name, data)));
        return state;
    }

    @Override
    public void load(Map<String, TensorData> state) {
        Map<String, TensorData> ofBatch = new HashMap<>();
        Map<String, TensorData> ofSoftmax = new HashMap<>();
        state.forEach((name, data) -> {
            if (isOfSoftmax(name)) {
                ofSoftmax.put(name.substring(SOFTMAX.length()), data);
            } else {
                ofBatch.put(name, data);
            }
        });
        batchLoss.load(ofBatch);
        softmax.ifPresent(batchLoss -> batchLoss.load(ofSoftmax));
    }
}
