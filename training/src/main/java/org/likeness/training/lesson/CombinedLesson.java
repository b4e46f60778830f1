package org.likeness.training.lesson;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.likeness.core.recipe.LossSettings;
import org.likeness.core.recipe.SoftmaxSettings;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.feed.FeedBatch;

/**
 * The loss of the batch and the softmax, each with its weight in the steps that are its own. The batch's figures are told in every step,
 * as they cost little.
 */
final class CombinedLesson implements Lesson {
    private static final String SOFTMAX = "softmax/";

    private final LossSettings loss;
    private final SoftmaxSettings settings;
    private final Lesson batchLesson;
    private final Optional<SoftmaxLesson> softmax;

    /**
     * @param batchLesson what the batch's distances teach; its names in a checkpoint must not begin with {@code softmax/}
     * @param softmax     if the recipe has one
     */
    CombinedLesson(TrainingRecipe recipe, Lesson batchLesson, Optional<SoftmaxLesson> softmax) {
        this.loss = recipe.loss();
        this.settings = recipe.softmax();
        this.batchLesson = batchLesson;
        this.softmax = softmax;
    }

    @Override
    public Taught of(float[] embeddings, FeedBatch batch) {
        Taught ofBatch = batchLesson.of(embeddings, batch);
        Optional<MarginSoftmax.Result> ofSoftmax =
                softmax.filter(lesson -> settings.teachesAt(batch.step())).map(lesson -> lesson.of(embeddings, batch));
        boolean teaches = loss.teachesAt(batch.step()) && ofBatch.teaches();
        double weight = loss.teachesAt(batch.step()) ? loss.weight() : 0;
        float[] gradient = new float[embeddings.length];
        add(gradient, ofBatch.gradient(), weight);
        ofSoftmax.ifPresent(result -> add(gradient, result.gradient(), settings.weight()));
        return new Taught(
                weight * ofBatch.value()
                        + ofSoftmax
                                .map(result -> settings.weight() * result.loss())
                                .orElse(0.0),
                ofBatch.cost(),
                teaches || ofSoftmax.isPresent(),
                ofBatch.statistics(),
                ofBatch.minedShare(),
                gradient,
                further(ofBatch, ofSoftmax));
    }

    private static void add(float[] gradient, float[] more, double weight) {
        float factor = (float) weight;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] += factor * more[i];
        }
    }

    private static SortedMap<String, Double> further(Taught ofBatch, Optional<MarginSoftmax.Result> ofSoftmax) {
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
        batchLesson.learned(learningRate);
        softmax.ifPresent(lesson -> lesson.learned(learningRate));
    }

    @Override
    public Map<String, TensorData> state() {
        Map<String, TensorData> state = new HashMap<>(batchLesson.state());
        softmax.ifPresent(lesson -> lesson.state().forEach((name, data) -> state.put(SOFTMAX + name, data)));
        return state;
    }

    @Override
    public void load(Map<String, TensorData> state) {
        Map<String, TensorData> ofBatch = new HashMap<>();
        Map<String, TensorData> ofSoftmax = new HashMap<>();
        state.forEach((name, data) -> {
            if (name.startsWith(SOFTMAX)) {
                ofSoftmax.put(name.substring(SOFTMAX.length()), data);
            } else {
                ofBatch.put(name, data);
            }
        });
        batchLesson.load(ofBatch);
        softmax.ifPresent(lesson -> lesson.load(ofSoftmax));
    }
}
