package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import org.likeness.training.event.Diagnosis.Symptom;

/** Detects gradients that are far larger or smaller than at the start of the run. */
final class GradientDetector {
    private static final double EXPLODED = 1e4; // times the first judgment's gradient
    private static final double DEAD = 1e-6; // share of the first judgment's gradient
    private static final double FEW = 0.001; // active share, below which there is nothing to have a gradient

    private GradientDetector() {}

    static List<Finding> in(MetricHistory history) {
        AssessedMetrics now = history.now();
        double start = history.start().gradient();
        List<Finding> found = new ArrayList<>();
        if (now.gradient() > EXPLODED * start && start > 0) {
            found.add(Finding.of(
                    Symptom.EXPLODING_GRADIENT,
                    "the gradient explodes: its norm is %.3g, initially %.3g. Lower optimizer.learningRate, or set optimizer.gradientClipping",
                    now.gradient(),
                    start));
        }
        if (now.active() > FEW && now.gradient() < DEAD * start) {
            found.add(Finding.of(
                    Symptom.DEAD_GRADIENT,
                    "the gradient vanishes: its norm is %.3g, initially %.3g, although %.0f %% of the triplets have a loss. Start again with a lower optimizer.learningRate",
                    now.gradient(),
                    start,
                    100 * now.active()));
        }
        return found;
    }
}
