package org.likeness.training.files;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.likeness.core.recipe.TrainingRecipe;
import org.likeness.model.graph.TensorData;
import org.likeness.training.diagnostics.MonitorState;
import org.likeness.training.event.EvaluationMetrics;

/**
 * The state of a run between two steps. There are no generators in it: every draw is a function of seed and step.
 *
 * @param step      how many steps are done
 * @param network   weights and running statistics, by name
 * @param optimizer what the optimizer remembers, by name
 * @param memory    what else is remembered from step to step, by name: float32 or whole numbers
 * @param recipe    the run's
 * @param data      what the run is trained on: the hash of the data set
 * @param start     what training began with: random weights, or another encoder's id
 * @param best      the best evaluation so far
 * @param beginning the evaluation of the encoder that training began with; none for random weights
 * @param monitor    what the monitor remembers
 * @param elapsed   seconds of training so far
 */
public record Checkpoint(
        long step,
        Map<String, TensorData.Floats> network,
        Map<String, TensorData.Floats> optimizer,
        Map<String, TensorData> memory,
        TrainingRecipe recipe,
        String data,
        String start,
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
}
