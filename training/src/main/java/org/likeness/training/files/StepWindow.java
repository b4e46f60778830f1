package org.likeness.training.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.likeness.training.event.StepMetrics;

/** Averages the metrics of consecutive steps, so that curves are not dominated by the variation between batches. */
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
                last.elapsed(),
                further());
        steps.clear();
        return Optional.of(mean);
    }

    /** Each is the mean over the steps that have it. */
    private SortedMap<String, Double> further() {
        return steps.stream()
                .flatMap(step -> step.further().entrySet().stream())
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
    }

    private double of(ToDoubleFunction<StepMetrics> metric) {
        return steps.stream().mapToDouble(metric).average().orElseThrow();
    }
}
