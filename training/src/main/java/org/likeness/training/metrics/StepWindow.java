package org.likeness.training.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.likeness.training.StepMetrics;

/** Collects steps and gives their mean, so that a curve shows the run and not the batches' luck. */
public final class StepWindow {
    private final int size;
    private final List<StepMetrics> steps = new ArrayList<>();

    /** @param size steps that a mean is taken of, at least 1 */
    public StepWindow(int size) {
        this.size = size;
    }

    /**
     * Adds a step.
     *
     * @return the mean, with the last step's number and time, if the step's number is a multiple of the window's size
     */
    public Optional<StepMetrics> add(StepMetrics step) {
        steps.add(step);
        return step.step() % size == 0 ? mean() : Optional.empty();
    }

    /** The mean of the steps since the last mean; nothing without a step. */
    public Optional<StepMetrics> mean() {
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        StepMetrics last = steps.get(steps.size() - 1);
        StepMetrics mean = new StepMetrics(
                last.step(),
                of(StepMetrics::loss),
                of(StepMetrics::cost),
                of(StepMetrics::activeShare),
                of(StepMetrics::minedShare),
                of(StepMetrics::meanToPositive),
                of(StepMetrics::meanToNegative),
                of(StepMetrics::learningRate),
                of(StepMetrics::gradientNorm),
                of(StepMetrics::pictures),
                of(StepMetrics::seconds),
                of(StepMetrics::waiting),
                last.elapsed());
        steps.clear();
        return Optional.of(mean);
    }

    private double of(ToDoubleFunction<StepMetrics> metric) {
        return steps.stream().mapToDouble(metric).average().orElseThrow();
    }
}
