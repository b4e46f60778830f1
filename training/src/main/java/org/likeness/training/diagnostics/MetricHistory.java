package org.likeness.training.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The metrics that the monitor keeps, averaged over the ten steps of an assessment.
 *
 * @param open        steps since the last assessment, fewer than ten
 * @param first       metrics of the first assessment; empty before it
 * @param recent      metrics of the latest assessments, at most {@value #MOST}, the latest last
 * @param highestRank the maximum effective rank so far
 */
public record MetricHistory(
        List<AssessedMetrics> open, Optional<AssessedMetrics> first, List<AssessedMetrics> recent, double highestRank) {
    /** Steps that a judgment is the mean of. */
    static final int WINDOW = 10;

    private static final int MOST = 20;

    /** Of a run that is about to begin. */
    static final MetricHistory NONE = new MetricHistory(List.of(), Optional.empty(), List.of(), 0);

    public MetricHistory {
        open = List.copyOf(open);
        recent = List.copyOf(recent);
    }

    /** With a step more; each tenth step of the run closes a judgment. */
    MetricHistory with(AssessedMetrics step) {
        List<AssessedMetrics> steps = new ArrayList<>(open);
        steps.add(step);
        if (step.step() % WINDOW != 0) {
            return new MetricHistory(steps, first, recent, highestRank);
        }
        AssessedMetrics now = AssessedMetrics.mean(steps);
        List<AssessedMetrics> judged = new ArrayList<>(recent);
        judged.add(now);
        return new MetricHistory(
                List.of(),
                first.or(() -> Optional.of(now)),
                judged.subList(Math.max(0, judged.size() - MOST), judged.size()),
                Double.isNaN(now.rank()) ? highestRank : Math.max(highestRank, now.rank()));
    }

    /** Whether the last step closed a judgment. */
    boolean isJudgment() {
        return open.isEmpty() && !recent.isEmpty();
    }

    /** The latest judgment's figures. */
    AssessedMetrics now() {
        return recent.get(recent.size() - 1);
    }

    /** The first judgment's figures. */
    AssessedMetrics start() {
        return first.orElseThrow();
    }

    /** The latest judgments; fewer where there are not so many. */
    List<AssessedMetrics> last(int judgments) {
        return recent.subList(Math.max(0, recent.size() - judgments), recent.size());
    }

    /** Whether so many judgments in a row, up to the latest, show something. */
    boolean allOfTheLast(int judgments, Predicate<AssessedMetrics> sign) {
        return recent.size() >= judgments && last(judgments).stream().allMatch(sign);
    }
}
