package org.likeness.training.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.embedding.EncoderId;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.event.EvaluationMetrics;

/**
 * The state of a run between two steps. It contains no generator state: every random draw is a function of seed and step.
 *
 * @param step      number of completed steps
 * @param network   weights and running statistics, by name
 * @param optimizer state of the optimizer, by name
 * @param memory    further state, by name: float32 or integers
 * @param recipe    the run's
 * @param data      hash of the training data set
 * @param start     the start of training: random weights, or the id of an encoder
 * @param compatibleWith the space of the old encoder of compatible training
 * @param best      the best evaluation so far
 * @param beginning the evaluation of the initial encoder; empty for random weights
 * @param monitor    state of the run monitor
 * @param elapsed   training time so far, in seconds
 */
public record Checkpoint(
        long step,
        Map<String, TensorData.Floats> network,
        Map<String, TensorData.Floats> optimizer,
        Map<String, TensorData> memory,
        TrainingRecipe recipe,
        String data,
        String start,
        Optional<EncoderId> compatibleWith,
        Optional<EvaluationMetrics> best,
        Optional<EvaluationMetrics> beginning,
        MonitorState monitor,
        double elapsed) {
    public Checkpoint {
        if (step < 0 || !(elapsed >= 0) || Double.isInfinite(elapsed)) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "checkpoint of step %d after %s s: both must be 0 or more", step, elapsed));
        }
        network = Map.copyOf(network);
        optimizer = Map.copyOf(optimizer);
        memory = Map.copyOf(memory);
    }

    /** The same with other further state. */
    public Checkpoint withMemory(Map<String, TensorData> other) {
        return with(network, optimizer, other);
    }

    /** The same without tensors, which may be larger than all else. */
    public Checkpoint withoutTensors() {
        return with(Map.of(), Map.of(), Map.of());
    }

    private Checkpoint with(
            Map<String, TensorData.Floats> otherNetwork,
            Map<String, TensorData.Floats> otherOptimizer,
            Map<String, TensorData> otherMemory) {
        return new Checkpoint(
                step,
                otherNetwork,
                otherOptimizer,
                otherMemory,
                recipe,
                data,
                start,
                compatibleWith,
                best,
                beginning,
                monitor,
                elapsed);
    }
}
